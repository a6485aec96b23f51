// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

/// Lays widgets out like words: left to right, on as many lines as the width asks for. What follows a stretch
/// is at the right end, and goes to the next line as a whole.
class FlowLayout final : public QLayout
{
    Q_DISABLE_COPY_MOVE(FlowLayout)

public:
    explicit FlowLayout(int spacing);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    void insertWidget(int index, QWidget *widget);
    /// Room between two neighbours on one line, in pixels.
    void insertSpacing(int index, int width);
    void addStretch();
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    struct Line
    {
        QList<QLayoutItem *> items;
        int width = 0; ///< with the spacing between
        int height = 0;
    };

    /// Takes items from `next` on, as many as fit.
    Line lineFrom(qsizetype &next, int width) const;
    void place(const Line &line, QPoint at, int width) const;
    /// Places the items if asked to; returns the height that they need.
    int arrange(const QRect &rect, bool isPlacing) const;

    QList<QLayoutItem *> m_items;
};
