// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextEdit>

class QPushButton;

/// The value of a field, as text to read and to select. It wraps anywhere, so that it needs no width, and
/// begins at the start of its column whatever its script. What is copied from it has no marks of LineText.
/// Main thread.
class FieldText final : public QTextEdit
{
    Q_OBJECT

public:
    explicit FieldText(const QString &text, QWidget *parent = nullptr);

    /// A button that shows `whole` in place of the text, and the text again. The caller owns it.
    QPushButton *makeUnfolding(const QString &whole);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
};
