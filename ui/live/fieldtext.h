// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextEdit>

/// The value of a field, as text to read and to select. It wraps anywhere, so that it needs no width, and
/// begins at the start of its column whatever its script. What is copied from it has no marks of LineText.
class FieldText final : public QTextEdit
{
    Q_OBJECT

public:
    explicit FieldText(const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
};
