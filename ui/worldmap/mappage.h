// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mappicture.h"
#include "ui/past/pastpage.h"
#include "ui/worldmap/mapcontent.h"

class Chip;
class MapBar;
class MapLists;
class MapPlay;
class MapTimeBar;
class QHBoxLayout;
class QLabel;
class Settings;
class VisitorDataControl;
class WorldMapView;
struct HitBatch;

/// Where visitors are: the world, its countries and cities, for the range and filters of History, with a
/// pulse for each hit that arrives now. Main thread; the references must outlive it.
class MapPage final : public PastPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapPage)

public:
    MapPage(const PastSources &sources, VisitorDataControl &visitorData, Settings &settings,
            QWidget *parent = nullptr);

    /// Zooms to a country and lists its cities; empty = the whole world.
    void selectCountry(const QString &code);
    void showWorld();
    /// Closes the lists over the map, or else shows the whole world.
    void goBack();
    const QString &selectedCountry() const { return m_selected; }
    const MapContent &content() const { return m_content; }
    WorldMapView &view() const { return *m_view; }
    void setLayer(MapLayer layer);
    MapPlay &play() const { return *m_play; }
    void focusContent() override;

Q_SIGNALS:
    void placesWanted(); ///< opens the settings of places and networks

protected:
    StatsQuery buildQuery() const override;
    void showAnswer(const StatsQuery &query, const StatsTable &table) override;
    void clear() override;
    QList<Table> tables() const override;
    QList<Picture> pictures() const override;
    std::optional<PastEmptiness::Reason> blankReason() const override;
    void leaveBlank() override;
    bool isContentSettled() const override;
    QJsonObject contentState() const override;
    void restoreContentState(const QJsonObject &state) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    void connectContent();
    void pulse(const HitBatch &batch);
    void showContent(); ///< of the latest answer, or of a day of it
    void showPlay();
    void showTerms();
    void fitLists();
    void showLists(bool on);
    /// What is shown: null until there is an answer.
    const StatsTable *shownTable() const;
    void showMarks();
    void showLegend();
    void showCredits();
    void describe();
    QString toolTipOf(const QString &country) const;
    void onCountryActivated(const QString &country, Qt::KeyboardModifiers modifiers);
    void onPlaceActivated(const QString &place);
    void openMenu(const QString &country, const QPointF &plane, const QPoint &globalPosition);

    VisitorDataControl &m_visitorData;
    MapContent m_content;
    QList<qsizetype> m_marked; ///< for each mark on the map, in order: index of the place in the content
    QString m_selected;
    MapBar *m_bar;
    QWidget *m_body;
    QHBoxLayout *m_row;
    WorldMapView *m_view;
    QLabel *m_credits;
    MapLists *m_lists;
    bool m_isNarrow = false; ///< the lists lie over the map, if they are shown at all
    Chip *m_home;
    MapPlay *m_play;
    MapTimeBar *m_timeBar;
};
