// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mappage.h"

#include "core/bus/signalbus.h"
#include "core/settings/settings.h"
#include "core/settings/visitordatacontrol.h"
#include "core/types/placetext.h"
#include "ui/look/theme.h"
#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"
#include "ui/past/breakdownlist.h"
#include "ui/past/questiondialogs.h"
#include "ui/past/questionpickers.h"
#include "ui/past/statsexport.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/statepanel.h"
#include "ui/worldmap/hitplace.h"
#include "ui/worldmap/mapbar.h"
#include "ui/worldmap/mapcredits.h"
#include "ui/worldmap/maprowsmodel.h"
#include "ui/worldmap/worldmapview.h"

#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace {

constexpr int kWideEnough = 620; ///< for the lists beside the map
constexpr double kCityZoom = 10;
constexpr qsizetype kMostCities = 200; ///< of a list; the exported table has them all

} // namespace

MapPage::MapPage(SignalBus &bus, LiveSource &source, StatsSource &stats, PastQuestion &past,
                 VisitorDataControl &visitorData, Settings &settings, QWidget *parent) :
    QWidget(parent),
    m_bus(bus),
    m_source(source),
    m_stats(stats),
    m_past(past),
    m_visitorData(visitorData),
    m_settings(settings),
    m_asker(stats, [this] { return buildQuery(); }),
    m_bar(new MapBar(this)),
    m_body(new QWidget(this)),
    m_view(new WorldMapView(m_body)),
    m_credits(new LinkLabel(m_body)),
    m_countriesCaption(new PlainLabel(m_body)),
    m_citiesCaption(new PlainLabel(m_body)),
    m_aside(nullptr),
    m_countryRows(new MapRowsModel(MapRowsModel::Kind::Countries, this)),
    m_cityRows(new MapRowsModel(MapRowsModel::Kind::Places, this)),
    m_countries(new BreakdownList(m_body)),
    m_cities(new BreakdownList(m_body)),
    m_home(new Chip(tr("Whole world"), m_view)),
    m_state(new StatePanel(m_body, this)),
    m_emptiness(new PastEmptiness(*m_state, past, source, stats, QStringLiteral("map"), this)),
    m_export(new StatsExport(stats, this))
{
    setObjectName(QStringLiteral("mapPage"));
    HelpTopic::set(this, QStringLiteral("windows.md#map"));
    setFocusPolicy(Qt::ClickFocus);
    buildLayout();
    connectBar();
    connectContent();
    connectSources();
    m_bar->setPulsing(true);
    m_view->setReducedMotion(settings.reducedMotion());
    updateCredits();
    updateBar();
    updateContent(m_content.metric);
    updateState();
}

MapPage::~MapPage()
{
    m_asker.setEnabled(false);
}

void MapPage::connectBar()
{
    QuestionPickers &pickers = m_bar->pickers();
    connect(&pickers, &QuestionPickers::wanted, this, [this](const Question &next) {
        if (!m_past.ask(next))
            updateBar(); // a switch may show what was not taken
    });
    connect(&pickers, &QuestionPickers::daysWanted, this, [this] { openDaysDialog(m_past, false, this); });
    connect(&pickers, &QuestionPickers::filterWanted, this,
            [this](const FilterGroup &group) { openFilterDialog(m_past, m_stats, group, this); });
    connect(pickers.undo(), &QToolButton::clicked, &m_past, &PastQuestion::undo);
    connect(pickers.redo(), &QToolButton::clicked, &m_past, &PastQuestion::redo);
    connect(m_bar, &MapBar::metricChosen, &m_past, &PastQuestion::setMetric);
    connect(m_bar, &MapBar::layerChosen, this, &MapPage::setLayer);
    connect(m_bar, &MapBar::pulsingToggled, this, [this](bool on) {
        if (!on)
            m_view->clearPulses();
    });
    connect(m_bar->exportMenu(), &QMenu::aboutToShow, this, &MapPage::fillExportMenu);
}

void MapPage::connectContent()
{
    m_view->setTexts([this](const QString &country) { return toolTipOf(country); },
                     [this](int mark) {
                         return mark < m_marked.size()
                             ? MapRowsModel::readable(m_content.places.at(m_marked.at(mark)), m_content)
                             : QString();
                     });
    connect(m_view, &WorldMapView::countryActivated, this, &MapPage::onCountryActivated);
    connect(m_view, &WorldMapView::menuWanted, this, &MapPage::openMenu);
    connect(m_view, &WorldMapView::settledChanged, this, &MapPage::settledChanged);
    connect(m_view, &WorldMapView::cameraChanged, this,
            [this] { m_home->setVisible(!m_view->camera().isHome()); });
    connect(m_home, &Chip::clicked, this, &MapPage::showWorld);
    connect(m_countries, &BreakdownList::activated, this, [this](const QString &code, bool isModified) {
        onCountryActivated(code, isModified ? Qt::ControlModifier : Qt::NoModifier);
    });
    connect(m_countries, &BreakdownList::menuWanted, this,
            [this](int row, const QPoint &at) { openMenu(m_countryRows->rows().at(row).country, {}, at); });
    connect(m_cities, &BreakdownList::activated, this,
            [this](const QString &place) { onPlaceActivated(place); });
    connect(m_export, &StatsExport::finished, this, &MapPage::messagePosted);
    connect(m_state, &StatePanel::retryRequested, this, &MapPage::ask);
    connect(m_state, &StatePanel::snippetCopied, this,
            [this] { Q_EMIT messagePosted(tr("Snippet copied")); });
}

void MapPage::connectSources()
{
    connect(&m_asker, &StatsAsker::answered, this, &MapPage::onAnswer);
    connect(&m_asker, &StatsAsker::failed, this, [this](const Error &error) {
        m_error = error.message;
        updateState();
    });
    connect(m_emptiness, &PastEmptiness::changed, this, &MapPage::updateState);
    connect(m_emptiness, &PastEmptiness::siteWanted, this, &MapPage::siteWanted);
    connect(m_emptiness, &PastEmptiness::siteChosen, this, &MapPage::siteChosen);
    connect(&m_past, &PastQuestion::changed, this, &MapPage::onQuestionChanged);
    connect(&m_past, &PastQuestion::siteChanged, this, &MapPage::onSiteChanged);
    connect(&m_past, &PastQuestion::moved, &m_asker, &StatsAsker::askForNews);
    connect(&m_past, &PastQuestion::sitesChanged, this, &MapPage::updateState);
    connect(&m_past, &PastQuestion::metricChanged, this, [this] {
        updateBar();
        ask();
    });
    connect(&m_bus, &SignalBus::hitsCommitted, this, &MapPage::onHits);
    connect(&m_bus, &SignalBus::verdictsChanged, this, &MapPage::ask);
    connect(&m_visitorData, &VisitorDataControl::reportChanged, this, [this] {
        updateContent(m_content.metric); // networks may have moved, credits with them
        updateState();
    });
    connect(&m_settings, &Settings::reducedMotionChanged, m_view, &WorldMapView::setReducedMotion);
}

StatsQuery MapPage::buildQuery() const
{
    StatsQuery query = m_past.query();
    query.granularity.reset();
    query.comparison.reset();
    query.breakdowns = MapContent::breakdowns(shownMetric());
    return query;
}

void MapPage::ask()
{
    if (m_past.site())
        m_asker.ask();
    updateState();
}

void MapPage::onQuestionChanged()
{
    updateBar();
    ask();
}

/// What was shown says nothing any more.
void MapPage::onSiteChanged()
{
    m_hasTable = false;
    m_error.clear();
    m_emptiness->forget();
    m_view->clearPulses();
    updateContent(m_content.metric);
    showWorld();
}

void MapPage::onAnswer(const StatsQuery &query, const StatsTable &table)
{
    m_table = table;
    m_hasTable = true;
    m_error.clear();
    m_emptiness->note(query, table);
    if (query.range == InstantRange())
        m_past.setExtent(table.now.range);
    updateContent(query.breakdowns.constFirst().orderBy);
    updateState();
}

void MapPage::onHits(const HitBatch &batch)
{
    const Site *site = m_past.site();
    if (!site)
        return;
    if (m_past.isRunning() || m_emptiness->awaitsFirstHit())
        m_asker.askForNews();
    if (!m_bar->isPulsing() || !m_view->isVisible())
        return;
    HitFilter filter;
    filter.site = site->id;
    filter.pages = site->pages;
    filter.link = m_past.current().link;
    filter.includesBots = m_past.current().includesBots;
    filter.dimensions = m_past.current().filters;
    const QList<NamedNetwork> &networks = m_visitorData.report().networks;
    for (const Hit &hit : batch.hits) {
        if (!filter.matches(hit))
            continue;
        if (const std::optional<QPointF> place = planeOf(hit, networks))
            m_view->pulse(*place);
    }
}

void MapPage::updateContent(Metric metric)
{
    m_content = m_hasTable ? MapContent::of(m_table, metric, m_visitorData.report().networks) : MapContent();
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
    m_view->setValues(countries, marks);
    updateLegend();
    updateLists();
    updateCredits();
    describe();
}

bool MapPage::sumsDays() const
{
    return m_content.metric == Metric::Visitors && m_table.sumsDays;
}

QString MapPage::metricName() const
{
    return sumsDays() ? tr("Daily visitors") : MetricText::name(m_content.metric);
}

void MapPage::updateLegend()
{
    QString title = sumsDays() ? LineText::fill(tr("%1, sum of days"), metricName()) : metricName();
    if (m_view->layer() == MapLayer::Heat)
        title = LineText::fill(tr("%1 near a point"), title);
    m_view->setLegend(m_hasTable ? title : QString(), [metric = m_content.metric](double value) {
        return LineText::part(MetricText::value(metric, value));
    });
}

void MapPage::updateLists()
{
    const auto fill = [this](BreakdownList *list, MapRowsModel *model, const QList<MapRow> &rows,
                             const QString &empty) {
        model->setRows(rows, m_content);
        list->setRoom(std::max(3, static_cast<int>(rows.size())));
        list->setLoading(!m_hasTable);
        list->setEmptyText(empty);
        list->setFixedHeight(list->sizeHint().height());
    };
    fill(m_countries, m_countryRows, m_content.rows, tr("No country is known"));
    m_countries->setMarked({m_selected});
    QList<MapRow> cities = m_content.placesOf(m_selected);
    if (cities.size() > kMostCities)
        cities.resize(kMostCities);
    fill(m_cities, m_cityRows, cities, tr("No city is known"));
    m_countriesCaption->setText(LineText::fill(tr("Countries by %1"), metricName().toLower()));
    m_citiesCaption->setText(m_selected.isEmpty()
                                 ? tr("Cities")
                                 : LineText::fill(tr("%1 · cities"), PlaceName::place(m_selected)));
}

void MapPage::updateBar()
{
    m_bar->pickers().setQuestion(m_past.current(), m_past.zone());
    m_bar->pickers().setSteps(m_past.canUndo(), m_past.canRedo());
    m_bar->setMetric(shownMetric());
}

void MapPage::updateState()
{
    const std::optional<PastEmptiness::Reason> blank = blankReason();
    m_bar->setEnabled(m_past.site() != nullptr);
    m_openPlaces->setVisible(blank.has_value());
    m_emptiness->update(m_hasTable ? &m_table : nullptr, m_error, blank);
    Q_EMIT settledChanged();
}

/// Why there are hits but nothing to draw.
std::optional<PastEmptiness::Reason> MapPage::blankReason() const
{
    const MapContent::Blank blank = m_content.blank();
    if (!m_past.site() || blank == MapContent::Blank::No)
        return std::nullopt;
    if (m_visitorData.report().of(VisitorDataKind::Places).inUse.isEmpty())
        return {{tr("No geo data"),
                 tr("Hits are counted, but no database tells where addresses lie. Bring one; it "
                    "places the hits that arrive from then on.")}};
    if (blank == MapContent::Blank::OnlyLocal)
        return {{tr("Only local addresses"),
                 tr("Every hit of this range came from a network of your own, which has no place "
                    "on the map. Give your networks names, then put them where they are.")}};
    return {{tr("No place is known"),
             tr("The database of places knew none of the addresses of this range when their "
                "hits came in.")}};
}

void MapPage::updateCredits()
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
    return m_hasTable ? LineText::fill(tr("%1: no hits"), name) : name;
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
    m_countries->setMarked({code});
    updateLists();
    if (!code.isEmpty())
        m_view->navigation().zoomTo(code);
}

void MapPage::showWorld()
{
    selectCountry({});
    m_view->navigation().goHome();
}

void MapPage::onCountryActivated(const QString &country, Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ControlModifier) && !country.isEmpty() && country != PlaceText::kLocal)
        return m_past.toggle({QStringLiteral("country"), DimensionFilter::Operator::Equals, country});
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

void MapPage::setLayer(MapLayer layer)
{
    m_bar->setLayer(layer);
    m_view->setLayer(layer);
    updateLegend();
}

void MapPage::focusMap()
{
    m_view->setFocus(Qt::OtherFocusReason);
}

void MapPage::openFilterMenu()
{
    m_bar->pickers().openFilterMenu();
}

bool MapPage::isSettled() const
{
    if (!m_past.site())
        return true;
    const bool isShown = m_state->state() == StatePanel::State::Data;
    return !m_asker.isBusy() && !m_emptiness->isBusy() && (!isShown || m_view->isSettled());
}

void MapPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_asker.setEnabled(true);
}

void MapPage::hideEvent(QHideEvent *event)
{
    m_asker.setEnabled(false);
    QWidget::hideEvent(event);
}

void MapPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_aside->setVisible(width() >= kWideEnough);
}

void MapPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateCredits();
}
