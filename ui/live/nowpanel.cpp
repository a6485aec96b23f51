// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/nowpanel.h"

#include "ui/live/minimap.h"
#include "ui/live/toplist.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"
#include "ui/text/textscale.h"

#include <QVBoxLayout>

#include <algorithm>

namespace {
constexpr int kMostRows = 8;
constexpr int kFewestRows = 3;
constexpr int kBottom = 2 * Metrics::kGrid;

/// The filter that leaves what a row counts.
DimensionFilter filterOf(const QString &dimension, const QString &label)
{
    const bool isPlace = dimension == QLatin1StringView("country");
    if (isPlace && label == QLatin1StringView("local")) // a stored hit of a local network has no country
        return {dimension, DimensionFilter::Operator::Equals, {}};
    if (isPlace && PlaceName::flag(label).isEmpty() && !label.isEmpty()) // a network with a name
        return {QStringLiteral("city"), DimensionFilter::Operator::Equals, label};
    return {dimension, DimensionFilter::Operator::Equals, label};
}

} // namespace

NowPanel::NowPanel(Settings &settings, QWidget *parent) : QWidget(parent), m_map(new MiniMap(settings, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, kBottom);
    column->setSpacing(2 * Metrics::kGrid);
    addList(tr("Active pages"), QStringLiteral("activePages"), QStringLiteral("page"), &LineText::path);
    addList(tr("Sources of visits"), QStringLiteral("referrers"), QStringLiteral("source"),
            [](const QString &source) { return source.isEmpty() ? tr("Direct") : LineText::host(source); })
        ->setCaptionToolTip(
            tr("Visitors active now, by where their visits came from: the first campaign, click id or "
               "referrer of another site. Pages of the site itself are no source. A click shows the "
               "hits that were sent from there."));
    addList(tr("Places"), QStringLiteral("places"), QStringLiteral("country"), &PlaceName::place)
        ->setShowsFlags(true);
    column->addStretch(1);
    column->addWidget(m_map);
}

TopList *NowPanel::addList(const QString &caption, const QString &objectName, const QString &dimension,
                           TopListModel::TextOf textOf)
{
    auto *model = new TopListModel(std::move(textOf), this);
    auto *view = new TopList(caption, *model, this);
    view->setObjectName(objectName);
    static_cast<QVBoxLayout *>(layout())->addWidget(view);
    connect(view, &TopList::activated, this,
            [this, dimension](const QString &label) { Q_EMIT filterRequested(filterOf(dimension, label)); });
    m_lists.append({model, view, dimension});
    return view;
}

void NowPanel::setSnapshot(const RealtimeSnapshot &snapshot)
{
    m_lists.at(0).model->update(snapshot.activePages);
    m_lists.at(1).model->update(snapshot.referrers);
    m_lists.at(2).model->update(snapshot.places);
    m_lists.at(0).view->setTotal(snapshot.activePagesTotal, snapshot.listsAtLeast);
    m_lists.at(1).view->setTotal(snapshot.referrersTotal, snapshot.listsAtLeast);
    m_lists.at(2).view->setTotal(snapshot.placesTotal, snapshot.listsAtLeast);
    for (const List &list : std::as_const(m_lists))
        list.view->setMinutes(snapshot.minutes);
    m_map->setSnapshot(snapshot);
}

void NowPanel::setActive(const QList<DimensionFilter> &filters)
{
    for (const List &list : std::as_const(m_lists)) {
        const auto found = std::ranges::find(filters, list.dimension, &DimensionFilter::dimension);
        list.view->setActiveLabel(found != filters.end() ? found->value : QString(), found != filters.end());
    }
}

void NowPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int caption = TextScale::scaled(26) + 2 * Metrics::kGrid; // with the gap between lists
    m_map->setFixedHeight(MiniMap::heightFor(width()));
    const int map = m_map->height() + 2 * Metrics::kGrid;
    const int room = height() - kBottom;
    m_map->setVisible((room - map) / 3 >= caption + kFewestRows * Metrics::barRow());
    const int lists = room - (m_map->isHidden() ? 0 : map);
    const int rows = (lists / 3 - caption) / Metrics::barRow();
    for (const List &list : std::as_const(m_lists))
        list.view->setMaxRows(std::clamp(rows, kFewestRows, kMostRows));
}
