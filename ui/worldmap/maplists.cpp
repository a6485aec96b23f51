// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/maplists.h"

#include "ui/look/theme.h"
#include "ui/past/breakdownlist.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/onelinelabel.h"
#include "ui/worldmap/maprowsmodel.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kCaptionHeight = 24; ///< at least
constexpr qsizetype kMostCities = 200; ///< of the list; the exported table has them all

/// Shows the row that the keyboard is on. A plain area would show the middle of a list that is left.
class ListArea final : public QScrollArea
{
public:
    ListArea(BreakdownList *list, QWidget *parent) : QScrollArea(parent)
    {
        setWidget(list);
        connect(list, &BreakdownList::rowReached, this, [this](const QRect &row) {
            ensureVisible(0, row.center().y(), 0, row.height() / 2 + Metrics::kGrid / 2);
        });
    }

protected:
    bool focusNextPrevChild(bool next) override { return QWidget::focusNextPrevChild(next); }
};

} // namespace

MapLists::MapLists(QWidget *parent) :
    Aside(parent, kWidth),
    m_countriesCaption(new OneLineLabel(this)),
    m_citiesCaption(new OneLineLabel(this)),
    m_countryRows(new MapRowsModel(MapRowsModel::Kind::Countries, this)),
    m_cityRows(new MapRowsModel(MapRowsModel::Kind::Places, this)),
    m_countries(new BreakdownList(this)),
    m_cities(new BreakdownList(this))
{
    for (QLabel *caption : {m_countriesCaption, m_citiesCaption}) {
        caption->setFont(Type::caption());
        caption->setForegroundRole(QPalette::PlaceholderText);
        caption->setMinimumHeight(kCaptionHeight);
    }
    m_countriesCaption->setObjectName(QStringLiteral("mapCountriesCaption"));
    m_citiesCaption->setObjectName(QStringLiteral("mapCitiesCaption"));
    m_countries->setObjectName(QStringLiteral("mapCountries"));
    m_countries->setAccessibleName(tr("Countries"));
    m_countries->setShowsFlags(true);
    m_countries->setModel(m_countryRows);
    m_cities->setObjectName(QStringLiteral("mapCities"));
    m_cities->setAccessibleName(tr("Cities and networks"));
    m_cities->setModel(m_cityRows);
    auto *both = new QVBoxLayout(this);
    both->setContentsMargins(2 * Metrics::kGrid, 0, 0, Metrics::kGrid);
    both->setSpacing(2 * Metrics::kGrid);
    both->addLayout(captioned(m_countriesCaption, m_countries), 3);
    both->addLayout(captioned(m_citiesCaption, m_cities), 2);
    connect(m_countries, &BreakdownList::activated, this, [this](const QString &code, bool isModified) {
        Q_EMIT countryActivated(code, isModified ? Qt::ControlModifier : Qt::NoModifier);
    });
    connect(m_countries, &BreakdownList::menuWanted, this, [this](int row, const QPoint &at) {
        Q_EMIT countryMenuWanted(m_countryRows->rows().at(row).country, at);
    });
    connect(m_cities, &BreakdownList::activated, this,
            [this](const QString &place) { Q_EMIT placeActivated(place); });
}

QLayout *MapLists::captioned(QLabel *caption, BreakdownList *list)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(Metrics::kGrid / 2);
    column->addWidget(caption);
    column->addWidget(scrolled(list), 1);
    return column;
}

void MapLists::focusCountries()
{
    m_countries->setFocus(Qt::OtherFocusReason);
}

QWidget *MapLists::scrolled(BreakdownList *list)
{
    auto *area = new ListArea(list, this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

void MapLists::fill(BreakdownList *list, MapRowsModel *model, const QList<MapRow> &rows,
                    const QString &emptyText)
{
    model->setRows(rows, m_content);
    list->setRoom(std::max(3, static_cast<int>(rows.size())));
    list->setLoading(!m_isKnown);
    list->setEmptyText(emptyText);
    list->setFixedHeight(list->sizeHint().height());
}

void MapLists::setContent(const MapContent *content)
{
    m_isKnown = content != nullptr;
    m_content = content ? *content : MapContent();
    fill(m_countries, m_countryRows, m_content.rows, tr("No country is known"));
    markCountry();
    m_countriesCaption->setText(LineText::fill(tr("Countries by %1"), m_content.metricName().toLower()));
    showCities();
}

void MapLists::setCountry(const QString &code)
{
    m_country = code;
    markCountry();
    showCities();
}

void MapLists::markCountry()
{
    // The row of what is not known has an empty code, too.
    m_countries->setMarked(m_country.isEmpty() ? QStringList() : QStringList {m_country});
}

void MapLists::showCities()
{
    QList<MapRow> cities = m_content.placesOf(m_country);
    if (cities.size() > kMostCities)
        cities.resize(kMostCities);
    fill(m_cities, m_cityRows, cities, tr("No city is known"));
    m_citiesCaption->setText(
        m_country.isEmpty() ? tr("Cities") : LineText::fill(tr("%1 · cities"), PlaceName::place(m_country)));
}
