// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class Chip;
class FilterChip;
class Figure;
class FlowLayout;
class QAction;
class QLineEdit;

/// Above the click table: follow, kinds, bots, free text, and the number of matching hits.
class LiveFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit LiveFilterBar(QWidget *parent = nullptr);

    /// The filter as set here, for one site.
    HitFilter filter(const QString &site) const;
    bool isNarrowed() const; ///< any filter besides "bots hidden"
    void clear();
    /// Adds one filter, or removes it if it is set already. A value replaces the others of its dimension.
    void toggleDimension(const DimensionFilter &filter);
    /// Adds one filter; nothing changes if it is set already.
    void addDimension(const DimensionFilter &filter);
    /// Only the hits of one visitor; 0 = of all. `name` is what the chip calls them.
    void setVisitor(quint64 visitor, const QString &name = {});
    const QList<DimensionFilter> &dimensions() const { return m_dimensions; }
    /// Takes back one thing: the text, otherwise the latest chip. False when there is none.
    bool stepBack();
    void setFollowing(bool on);
    void setBotsShown(bool on);
    void setHiddenBots(qint64 count);
    /// `isExact`: all hits were looked at. Before that there is no number, since it would only grow.
    void setCounts(qint64 matching, bool isExact, qint64 total);
    QString countText() const;
    Chip &columnsChip() { return *m_columns; }
    void focusText();

Q_SIGNALS:
    void filterChanged();
    void followToggled(bool on);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitText();
    void applyText();
    Chip *addChip(const QString &text, const QString &objectName, const QString &toolTip);
    void rebuildFilterChips();
    FilterChip *addFilterChip(const QString &name, const QString &text);

    FlowLayout *m_chips;
    FlowLayout *m_second;
    Chip *m_follow;
    QList<Chip *> m_kinds;
    Chip *m_bots;
    Chip *m_columns = nullptr;
    QLineEdit *m_text;
    QAction *m_search = nullptr; ///< only a sign
    QTimer m_typing;
    Figure *m_counts;
    QList<DimensionFilter> m_dimensions;
    quint64 m_visitor = 0;
    QString m_visitorName;
    QList<FilterChip *> m_filterChips;
};
