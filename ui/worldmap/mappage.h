// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/livesource.h"
#include "core/questions/statssource.h"
#include "ui/files/savefile.h"
#include "ui/map/mappicture.h"
#include "ui/past/pastemptiness.h"
#include "ui/past/pastquestion.h"
#include "ui/past/statsasker.h"
#include "ui/worldmap/mapcontent.h"

#include <QWidget>

class BreakdownList;
class Chip;
class StatsExport;
class MapBar;
class MapRowsModel;
class QLabel;
class QPushButton;
class Settings;
class SignalBus;
class StatePanel;
class VisitorDataControl;
class WorldMapView;

/// Where visitors are: the world, its countries and cities, over the range and filters of History, with a
/// pulse for each hit that arrives now. Main thread; the references must outlive it.
class MapPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapPage)

public:
    MapPage(SignalBus &bus, LiveSource &source, StatsSource &stats, PastQuestion &past,
            VisitorDataControl &visitorData, Settings &settings, QWidget *parent = nullptr);
    ~MapPage() override;

    /// Zooms to a country and lists its cities; empty = the whole world.
    void selectCountry(const QString &code);
    void showWorld();
    const QString &selectedCountry() const { return m_selected; }
    const MapContent &content() const { return m_content; }
    WorldMapView &view() const { return *m_view; }
    void setLayer(MapLayer layer);
    void focusMap();
    void openFilterMenu();
    void exportTable(); ///< countries as CSV, into a file
    void copyTable();
    void setSaveFileHook(const SaveFileHook &hook);
    /// Nothing is being asked or drawn.
    bool isSettled() const;
    /// Layer, pulses and what is looked at.
    QByteArray state() const;
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    void settledChanged();
    void messagePosted(const QString &text);
    void siteWanted();
    void siteChosen(const QString &site);
    void placesWanted(); ///< the settings of places and networks

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    QWidget *buildAside();
    QWidget *scrolled(BreakdownList *list);
    void connectBar();
    void connectContent();
    void connectSources();
    Metric shownMetric() const { return mapMetric(m_past.metric()); }
    StatsQuery buildQuery() const;
    void ask();
    void onAnswer(const StatsQuery &query, const StatsTable &table);
    void onQuestionChanged();
    void onSiteChanged();
    void onHits(const HitBatch &batch);
    void updateContent(Metric metric); ///< of m_table; shownMetric() is of the next
    bool sumsDays() const; ///< visitors of several days were added up
    QString metricName() const; ///< of what is shown
    void updateLegend();
    void updateLists();
    void updateBar();
    void updateState();
    std::optional<PastEmptiness::Reason> blankReason() const;
    void updateCredits();
    void describe();
    QString toolTipOf(const QString &country) const;
    void onCountryActivated(const QString &country, Qt::KeyboardModifiers modifiers);
    void onPlaceActivated(const QString &place);
    void openMenu(const QString &country, const QPointF &plane, const QPoint &globalPosition);
    void fillExportMenu();
    void savePicture(const QString &suffix);
    StatsSection tableSection() const;

    SignalBus &m_bus;
    LiveSource &m_source;
    StatsSource &m_stats;
    PastQuestion &m_past;
    VisitorDataControl &m_visitorData;
    Settings &m_settings;
    StatsAsker m_asker;
    StatsTable m_table;
    bool m_hasTable = false;
    QString m_error;
    MapContent m_content;
    QList<qsizetype> m_marked; ///< of the marks on the map, in their order: places of the content
    QString m_selected;
    MapBar *m_bar;
    QWidget *m_body;
    WorldMapView *m_view;
    QLabel *m_credits;
    QLabel *m_countriesCaption;
    QLabel *m_citiesCaption;
    QWidget *m_aside;
    MapRowsModel *m_countryRows;
    MapRowsModel *m_cityRows;
    BreakdownList *m_countries;
    BreakdownList *m_cities;
    Chip *m_home;
    StatePanel *m_state;
    PastEmptiness *m_emptiness;
    StatsExport *m_export;
    QPushButton *m_openPlaces = nullptr; ///< the way out of an empty map
};
