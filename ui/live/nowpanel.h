// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"
#include "core/questions/realtimesnapshot.h"
#include "ui/live/toplistmodel.h"

#include <QWidget>

class MiniMap;
class Settings;
class TopList;

/// Current activity: pages, referrers, places, and a map. A row asks to filter the
/// table.
class NowPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit NowPanel(Settings &settings, QWidget *parent = nullptr);

    void setSnapshot(const RealtimeSnapshot &snapshot);
    MiniMap &map() const { return *m_map; }
    /// Highlights the rows that filter the table.
    void setActive(const QList<DimensionFilter> &filters);

Q_SIGNALS:
    void filterRequested(const DimensionFilter &filter);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct List
    {
        TopListModel *model;
        TopList *view;
        QString dimension;
    };
    TopList *addList(const QString &caption, const QString &objectName, const QString &dimension,
                     TopListModel::TextOf textOf);

    QList<List> m_lists;
    MiniMap *m_map;
};
