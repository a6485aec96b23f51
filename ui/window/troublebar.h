// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/troubles.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

/// One trouble as a strip: sign, what in bold, why, and buttons of which the likeliest is filled.
class TroubleBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TroubleBar)

public:
    static constexpr int kHeight = 48; ///< pixels; more if the text needs it

    TroubleBar(const Trouble &trouble, const CollectorState &collector, QWidget *parent = nullptr);

    /// A button behind those of the remedies.
    QPushButton *addButton(const QString &text, const QString &objectName);

Q_SIGNALS:
    void chosen(Remedy remedy);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fit();

    const bool m_isFailing;
    QHBoxLayout *m_row;
};
