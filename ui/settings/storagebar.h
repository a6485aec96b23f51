// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/storequestions.h"

#include <QList>
#include <QWidget>

/// One bar that shows what each part of the store takes. Its colours have the same luminance order in both
/// themes, and the legend repeats them.
class StorageBar final : public QWidget
{
    Q_OBJECT

public:
    explicit StorageBar(QWidget *parent = nullptr);

    void setParts(const QList<StorePart> &parts);
    static QColor colorOf(StorePart::Kind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<StorePart> m_parts;
};
