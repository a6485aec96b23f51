// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mappage.h"

#include "core/bus/signalbus.h"
#include "core/settings/settings.h"
#include "core/settings/visitordatacontrol.h"
#include "core/types/placetext.h"
#include "ui/look/picturehead.h"
#include "ui/look/theme.h"
#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/helptopic.h"
#include "ui/worldmap/hitplace.h"
#include "ui/worldmap/mapbar.h"
#include "ui/worldmap/mapcredits.h"
#include "ui/worldmap/maplists.h"
#include "ui/worldmap/mapmenu.h"
#include "ui/worldmap/mapplay.h"
#include "ui/worldmap/maprowsmodel.h"
#include "ui/worldmap/maptimebar.h"
#include "ui/worldmap/worldmapview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QLabel>
#include <QStyle>
#include <QTextDocumentFragment>

#include <algorithm>

namespace {

constexpr int kRoomForDays = 420; ///< pixels of height, at full size of texts
constexpr int kWideEnough = 1200; ///< of the window, for the lists beside the map, else they lie over it
constexpr double kCityZoom = 10;
constexpr QLatin1StringView kLayer("layer");
constexpr QLatin1StringView kPulses("pulses");

StatsSection sectionOf(const QString &dimension)
{
    return {.part = StatsSection::Part::Breakdown, .dimension = dimension};
}

} // namespace

MapPage::MapPage(const PastSources &sources, VisitorDataControl &visitorData, Settings &settings,
                 QWidget *parent) :
    PastPage(QStringLiteral("map"), sources, parent),
    m_visitorData(visitorData),
    m_bar(new MapBar(this)),
    m_body(new QWidget(this)),
    m_row(new QHBoxLayout(m_body)),
    m_view(new WorldMapView(m_body)),
    m_credits(new LinkLabel(m_body)),
    m_lists(new MapLists(m_body)),
    m_home(new Chip(tr("Whole world"), m_view)),
    m_play(new MapPlay(sources.stats, this)),
    m_timeBar(new MapTimeBar(*m_play, this))
{
    HelpTopic::set(this, QStringLiteral("windows.md#map"));
    buildLayout();
    connectContent();
    connect(&settings, &Settings::reducedMotionChanged, m_view, &WorldMapView::setReducedMotion);
    m_view->setReducedMotion(settings.reducedMotion());
    m_bar->setPulsing(true);
    showContent();
    start(m_bar, m_body);
    keepContentBehindReasons();
}

void MapPage::buildLayout()
{
    m_view->setObjectName(QStringLiteral("worldMap"));
    m_credits->setObjectName(QStringLiteral("mapCredits"));
    m_credits->setFont(Type::small());
    m_credits->setForegroundRole(QPalette::PlaceholderText);
    m_credits->setWordWrap(true);
    m_home->setObjectName(QStringLiteral("mapHome"));
    m_home->setCheckable(false);
    m_home->setGeometry(QRect(QPoint(Metrics::kGrid, Metrics::kGrid), m_home->sizeHint()));
    m_home->setFocusPolicy(Qt::NoFocus); // 0 and Esc do the same
    m_home->setToolTip(tr("Show the whole world (0)"));
    m_home->hide();
    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(Metrics::kGrid);
    left->addWidget(m_view, 1);
    left->addWidget(m_credits);
    left->addWidget(m_timeBar);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(2 * Metrics::kGrid);
    m_row->addLayout(left, 1);
    m_row->addWidget(m_lists);
}

void MapPage::connectContent()
{
    connect(m_bar, &MapBar::metricChosen, &past(), &PastQuestion::setMetric);
    connect(m_bar, &MapBar::layerChosen, this, &MapPage::setLayer);
    connect(m_bar, &MapBar::pulsingToggled, this, [this](bool on) {
        if (!on)
            m_view->clearPulses();
    });
    m_view->setTexts([this](const QString &country) { return toolTipOf(country); },
                     [this](int mark) {
                         return mark < m_marked.size()
                             ? MapRowsModel::readable(m_content.places.at(m_marked.at(mark)), m_content)
                             : QString();
                     });
    connect(m_bar, &MapBar::listsToggled, this, &MapPage::showLists);
    connect(m_play, &MapPlay::changed, this, &MapPage::showPlay);
    connect(&sources().stats, &StatsQuestions::annotationsChanged, this, &MapPage::showTerms);
    connect(m_view, &WorldMapView::countryActivated, this, &MapPage::onCountryActivated);
    connect(m_view, &WorldMapView::menuWanted, this, &MapPage::openMenu);
    connect(m_view, &WorldMapView::settledChanged, this, &MapPage::settledChanged);
    connect(m_view, &WorldMapView::cameraChanged, this,
            [this] { m_home->setVisible(!m_view->camera().isHome()); });
    connect(m_home, &Chip::clicked, this, &MapPage::showWorld);
    connect(m_lists, &MapLists::countryActivated, this, &MapPage::onCountryActivated);
    connect(m_lists, &MapLists::placeActivated, this, &MapPage::onPlaceActivated);
    connect(m_lists, &MapLists::countryMenuWanted, this,
            [this](const QString &country, const QPoint &at) { openMenu(country, {}, at); });
    connect(&sources().bus, &SignalBus::hitsCommitted, this, &MapPage::pulse);
    connect(&m_visitorData, &VisitorDataControl::reportChanged, this, [this] {
        showContent(); // networks may have moved, credits with them
        updateState();
    });
}

StatsQuery MapPage::buildQuery() const
{
    StatsQuery query = past().query();
    // A bar for each day, where the days can be played.
    const InstantRange range = question().closedRange(past().zone(), past().now(), past().extent());
    const qsizetype days = range.from < range.to
        ? cutBuckets(range, past().zone(), Granularity::Day, StatsDays::kMostDays + 1).size()
        : 0;
    query.granularity.reset();
    if (days > 1 && days <= StatsDays::kMostDays)
        query.granularity = Granularity::Day;
    query.seriesMetrics = mapMetric(past().metric());
    query.comparison.reset();
    query.breakdowns = MapContent::breakdowns(mapMetric(past().metric()));
    return query;
}

void MapPage::showAnswer(const StatsQuery &query, const StatsTable &table)
{
    showTerms();
    m_play->setAnswer(query, table); // which shows it
}

const StatsTable *MapPage::shownTable() const
{
    const StatsTable *day = m_play->table();
    return day ? day : table();
}

void MapPage::showPlay()
{
    const bool isDay = m_play->day() != MapPlay::kWholeRange;
    m_bar->setPulsesWaiting(isDay && m_bar->isPulsing());
    if (isDay)
        m_view->clearPulses();
    m_view->setFading(m_play->isFading());
    showContent();
    Q_EMIT settledChanged();
}

void MapPage::showTerms()
{
    const Metric metric = answeredQuery() ? answeredQuery()->breakdowns.constFirst().orderBy
                                          : Metric::Visitors;
    const Site *site = past().site();
    MapTimeBar::Terms terms {metric, past().zone(), past().now(), {}, {}};
    if (table()) {
        const double count = table()->now.totals.value(metric);
        terms.whole = metric == Metric::Visitors && table()->sumsDays
            ? LineText::fill(tr("%1 daily visitors"), MetricText::value(metric, count))
            : MetricText::sentence(metric, count);
    }
    if (site)
        terms.notes = sources().stats.annotations(site->id);
    m_timeBar->setTerms(terms);
}

void MapPage::clear()
{
    m_view->clearPulses();
    m_play->clear(); // which shows that there is nothing
    showWorld();
}

void MapPage::pulse(const HitBatch &batch)
{
    const Site *site = past().site();
    if (!site || !m_bar->isPulsing() || !m_view->isVisible() || m_play->day() != MapPlay::kWholeRange)
        return;
    HitFilter filter;
    filter.site = site->id;
    filter.pages = site->pages;
    filter.link = question().link;
    filter.includesBots = question().includesBots;
    filter.dimensions = question().filters;
    const QList<NamedNetwork> &networks = m_visitorData.report().networks;
    for (const Hit &hit : batch.hits) {
        if (!filter.matches(hit))
            continue;
        if (const std::optional<QPointF> place = planeOf(hit, networks))
            m_view->pulse(*place);
    }
}

void MapPage::showContent()
{
    const StatsTable *shown = shownTable();
    m_content = shown ? MapContent::of(*shown, answeredQuery()->breakdowns.constFirst().orderBy,
                                       m_visitorData.report().networks)
                      : MapContent();
    showMarks();
    showLegend();
    m_lists->setContent(shown ? &m_content : nullptr);
    showCredits();
    describe();
}

void MapPage::showMarks()
{
    QList<CountryValue> countries;
    for (const MapRow &row : std::as_const(m_content.rows)) {
        if (!row.country.isEmpty() && row.country != PlaceText::kLocal)
            countries.append({row.country, m_content.valueOf(row)});
    }
    m_marked.clear();
    QList<MapMark> marks;
    for (qsizetype i = 0; i < m_content.places.size(); ++i) {
        const MapRow &row = m_content.places.at(i);
        const std::optional<QPointF> place = row.position ? std::optional(planeOf(*row.position))
                                                          : MapGeometry::world().anchorOf(row.country);
        if (!place)
            continue;
        m_marked.append(i);
        marks.append({*place, m_content.valueOf(row), row.position ? row.name : QString(), row.country});
    }
    // Colours of the days of a play compare.
    m_view->setValues(countries, marks, m_play->table() ? std::optional(m_play->scales()) : std::nullopt);
}

void MapPage::showLegend()
{
    const QString counted = m_content.metricName();
    MapLegendText text;
    text.number = [metric = m_content.metric](double value) {
        return LineText::part(MetricText::value(metric, value));
    };
    if (shownTable())
        text.title = m_view->layer() == MapLayer::Countries ? counted
                                                            : LineText::fill(tr("%1 at a place"), counted);
    const HeatScale &heat = m_view->scales().heat;
    if (m_view->layer() == MapLayer::Heat && !heat.isEmpty())
        text.detail = LineText::fill(tr("half of the places have %1 or fewer"), text.number(heat.median()));
    m_view->setLegend(text);
}

/// Why there are hits but nothing to draw.
std::optional<PastEmptiness::Reason> MapPage::blankReason() const
{
    const MapContent::Blank blank = m_content.blank();
    if (blank == MapContent::Blank::No)
        return std::nullopt;
    const QString action = tr("Places and networks…");
    if (m_visitorData.report().of(VisitorDataKind::Places).inUse.isEmpty())
        return {{tr("No geo data"),
                 tr("Hits are counted, but no database tells where addresses lie. Bring one; it "
                    "places the hits that arrive from then on."),
                 action}};
    if (blank == MapContent::Blank::OnlyLocal)
        return {{tr("Only local addresses"),
                 tr("Every hit of this range came from a network of your own, which has no place "
                    "on the map. Give your networks names, then put them where they are."),
                 action}};
    return {{tr("No place is known"),
             tr("The database of places knew none of the addresses of this range when their "
                "hits came in."),
             action}};
}

void MapPage::leaveBlank()
{
    Q_EMIT placesWanted();
}

void MapPage::showCredits()
{
    QString text = mapCredits(m_visitorData.report(), Theme::of(this).muted);
    if (m_content.placesLeftOut > 0)
        text.prepend(
            LineText::fill(tr("%1 smallest places left out · "), Format::number(m_content.placesLeftOut)));
    m_credits->setText(text);
}

QString MapPage::toolTipOf(const QString &country) const
{
    if (const MapRow *row = m_content.country(country))
        return MapRowsModel::readable(*row, m_content);
    const QString name = PlaceName::country(country);
    return shownTable() ? LineText::fill(tr("%1: no hits"), name) : name;
}

/// What a reader of screens is told: the places that matter most, in words.
void MapPage::describe()
{
    constexpr qsizetype kTold = 5;
    QStringList told;
    for (const MapRow &row : m_content.rows.mid(0, kTold))
        told.append(MapRowsModel::readable(row, m_content));
    m_view->setSummary(told.isEmpty() ? tr("Nothing to show") : LineText::joined(told, QStringLiteral("; ")));
}

void MapPage::selectCountry(const QString &code)
{
    m_selected = code;
    m_view->setSelected(code);
    m_lists->setCountry(code);
    if (!code.isEmpty())
        m_view->navigation().zoomTo(code);
}

void MapPage::showWorld()
{
    selectCountry({});
    m_view->navigation().goHome();
}

void MapPage::goBack()
{
    if (m_isNarrow && m_lists->isVisible())
        m_bar->setListsShown(false);
    else
        showWorld();
}

void MapPage::onCountryActivated(const QString &country, Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ControlModifier) && !country.isEmpty() && country != PlaceText::kLocal)
        return past().toggle({QStringLiteral("country"), DimensionFilter::Operator::Equals, country});
    if (country == m_selected && !country.isEmpty()) // the same again leads back
        return showWorld();
    selectCountry(country);
}

void MapPage::onPlaceActivated(const QString &place)
{
    const auto row = std::ranges::find(m_content.places, place, &MapRow::value);
    if (row == m_content.places.cend() || !row->position)
        return;
    m_view->navigation().look(planeOf(*row->position), std::max(m_view->camera().zoom(), kCityZoom));
}

void MapPage::openMenu(const QString &country, const QPointF &plane, const QPoint &globalPosition)
{
    auto *menu = new MapMenu(this);
    menu->addCountry(country);
    if (const std::optional<QPointF> place = MapProjection::unproject(plane); place && !plane.isNull())
        menu->addNetworks(m_visitorData.report().networks, GeoPosition::fromDegrees(place->y(), place->x()));
    menu->addWholeWorld();
    connect(menu, &MapMenu::zoomWanted, this, &MapPage::selectCountry);
    connect(menu, &MapMenu::filterToggled, &past(), &PastQuestion::toggle);
    connect(menu, &MapMenu::networkPlaced, &m_visitorData, &VisitorDataControl::placeNetwork);
    connect(menu, &MapMenu::networksWanted, this, &MapPage::placesWanted);
    connect(menu, &MapMenu::worldWanted, this, &MapPage::showWorld);
    menu->popup(globalPosition);
}

void MapPage::setLayer(MapLayer layer)
{
    m_bar->setLayer(layer);
    m_view->setLayer(layer);
    showLegend();
}

void MapPage::focusContent()
{
    m_view->setFocus(Qt::OtherFocusReason);
}

bool MapPage::isContentSettled() const
{
    return m_view->isSettled() && !m_play->isReading();
}

QList<PastPage::Table> MapPage::tables() const
{
    return {{tr("Countries"), sectionOf(QStringLiteral("country"))},
            {tr("Cities and networks"), sectionOf(QStringLiteral("place"))}};
}

QList<PastPage::Picture> MapPage::pictures() const
{
    const auto head = [this] {
        PictureHead full = pictureHead();
        full.title = LineText::joined({full.title, m_view->legend().title});
        full.credits = QTextDocumentFragment::fromHtml(m_credits->text()).toPlainText();
        return full;
    };
    return {{tr("Map"), QStringLiteral("map"),
             [this, head](const QString &fileName) { return m_view->savePng(fileName, head()); },
             [this, head](const QString &fileName) { return m_view->saveSvg(fileName, head()); }}};
}

QJsonObject MapPage::contentState() const
{
    return {{kLayer, static_cast<int>(m_view->layer())}, {kPulses, m_bar->isPulsing()}};
}

void MapPage::restoreContentState(const QJsonObject &state)
{
    const int layer = state.value(kLayer).toInt(-1);
    if (layer >= 0 && layer <= static_cast<int>(MapLayer::Cities))
        setLayer(static_cast<MapLayer>(layer));
    m_bar->setPulsing(state.value(kPulses).toBool(true));
}

void MapPage::resizeEvent(QResizeEvent *event)
{
    PastPage::resizeEvent(event);
    m_timeBar->setVisible(height() >= TextScale::scaled(kRoomForDays)); // else the map would have no room
    fitLists();
}

/// Beside the map where the window is wide enough, else over its end.
void MapPage::fitLists()
{
    const bool isNarrow = window()->width() < kWideEnough;
    if (isNarrow != m_isNarrow) {
        m_isNarrow = isNarrow;
        m_bar->setListsOffered(isNarrow);
        if (isNarrow)
            m_row->removeWidget(m_lists);
        else
            m_row->addWidget(m_lists);
        m_bar->setListsShown(false);
        m_lists->setVisible(!isNarrow);
    }
    if (m_isNarrow) {
        const QRect over(m_body->width() - m_lists->width(), 0, m_lists->width(), m_body->height());
        m_lists->setGeometry(QStyle::visualRect(layoutDirection(), m_body->rect(), over));
    }
}

void MapPage::showLists(bool on)
{
    if (!m_isNarrow)
        return;
    m_lists->setVisible(on);
    m_lists->raise();
    if (on)
        m_lists->focusCountries();
    else
        focusContent();
}

void MapPage::changeEvent(QEvent *event)
{
    PastPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showCredits();
}
