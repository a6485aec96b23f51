// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/aside.h"
#include "ui/worldmap/mapcontent.h"

class BreakdownList;
class MapRowsModel;
class QLabel;

/// Beside or over the map: the countries that it shows, and the cities of all of them or of one. Main
/// thread.
class MapLists final : public Aside
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapLists)

public:
    explicit MapLists(QWidget *parent = nullptr);

    /// Null while nothing is known yet.
    void setContent(const MapContent *content);
    /// Puts the keyboard focus on the countries.
    void focusCountries();
    /// The country whose cities are listed; empty = of all.
    void setCountry(const QString &code);
    static constexpr int kWidth = 280; ///< pixels

Q_SIGNALS:
    void countryActivated(const QString &code, Qt::KeyboardModifiers modifiers);
    void countryMenuWanted(const QString &code, const QPoint &globalPosition);
    void placeActivated(const QString &place);

private:
    QLayout *captioned(QLabel *caption, BreakdownList *list);
    QWidget *scrolled(BreakdownList *list);
    void fill(BreakdownList *list, MapRowsModel *model, const QList<MapRow> &rows, const QString &emptyText);
    void markCountry();
    void showCities();

    MapContent m_content;
    bool m_isKnown = false;
    QString m_country;
    QLabel *m_countriesCaption;
    QLabel *m_citiesCaption;
    MapRowsModel *m_countryRows;
    MapRowsModel *m_cityRows;
    BreakdownList *m_countries;
    BreakdownList *m_cities;
};
