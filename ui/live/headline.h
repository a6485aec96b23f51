// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

/// A title of at most two lines; the second ends with an ellipsis when there is more, and the tooltip has it
/// all. It wraps anywhere, so that it needs no width.
class Headline final : public QWidget
{
    Q_OBJECT

public:
    explicit Headline(QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    QStringList lines() const; ///< as they are shown at the present width
    QSize sizeHint() const override { return {0, height(2)}; }
    QSize minimumSizeHint() const override { return {0, height(1)}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    static QFont titleFont();
    static int height(qsizetype lines);
    QStringList linesFor(int width) const;

    QString m_text;
};
