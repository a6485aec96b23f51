// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/campaigntags.h"

#include <QWidget>

#include <array>

class QLabel;
class QLineEdit;

/// The five parameters of a campaign that are merged into a destination, and the address that comes out.
/// Main thread.
class UtmPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit UtmPanel(QWidget *parent);

    /// The destination as it is typed. Parameters that it has fill the fields.
    void setDestination(const QString &url);
    /// The destination with exactly the parameters of the fields.
    QString merged() const;
    Campaign tags() const;

Q_SIGNALS:
    void changed();

private:
    void showMerged();

    QString m_url;
    std::array<QLineEdit *, 5> m_fields {};
    QLabel *m_merged;
};
