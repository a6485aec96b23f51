// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// MapPage: where its parts stand.

#include "ui/look/theme.h"
#include "ui/past/breakdownlist.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/statepanel.h"
#include "ui/worldmap/mapbar.h"
#include "ui/worldmap/mappage.h"
#include "ui/worldmap/maprowsmodel.h"
#include "ui/worldmap/worldmapview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

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
    m_aside = buildAside();
    auto *row = new QHBoxLayout(m_body);
    row->setContentsMargins(0, 0, 0, Metrics::kGrid);
    row->setSpacing(2 * Metrics::kGrid);
    row->addLayout(left, 1);
    row->addWidget(m_aside);
    m_state->setObjectName(QStringLiteral("mapState"));
    m_openPlaces = m_state->addEmptyAction(tr("Places and networks…"), QStringLiteral("mapOpenPlaces"), true);
    connect(m_openPlaces, &QPushButton::clicked, this, &MapPage::placesWanted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * Metrics::kGrid, 2 * Metrics::kGrid, 3 * Metrics::kGrid, 0);
    column->setSpacing(2 * Metrics::kGrid);
    column->addWidget(m_bar);
    column->addWidget(m_state, 1);
}

QWidget *MapPage::scrolled(BreakdownList *list)
{
    auto *area = new QScrollArea(m_body);
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QWidget *MapPage::buildAside()
{
    auto *aside = new QWidget(m_body);
    aside->setFixedWidth(Metrics::kAside);
    for (QLabel *caption : {m_countriesCaption, m_citiesCaption}) {
        caption->setFont(Type::caption());
        caption->setForegroundRole(QPalette::PlaceholderText);
        caption->setFixedHeight(24);
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
    auto *column = new QVBoxLayout(aside);
    column->setContentsMargins(Metrics::kGrid, 0, 0, 0);
    column->setSpacing(Metrics::kGrid / 2);
    column->addWidget(m_countriesCaption);
    column->addWidget(scrolled(m_countries), 3);
    column->addSpacing(Metrics::kGrid);
    column->addWidget(m_citiesCaption);
    column->addWidget(scrolled(m_cities), 2);
    return aside;
}
