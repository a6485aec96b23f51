// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/troubles.h"

#include <QSet>
#include <QWidget>

class CollectorControl;
class QPushButton;
class QVBoxLayout;
class Settings;
class SignalBus;
class TroubleBar;

/// What is wrong with collector or store, above every page: the worst trouble, and on request the others.
/// Hidden while there is none. Main thread; the references must outlive it.
class TroublePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TroublePanel)

public:
    TroublePanel(SignalBus &bus, CollectorControl &collector, Settings &settings, QWidget *parent = nullptr);

Q_SIGNALS:
    void settingsWanted(); ///< address and port should be chosen

private:
    void setCollectorState(const CollectorState &state);
    void refresh();
    void answer(const Trouble &trouble, Remedy remedy);

    CollectorControl &m_collector;
    Settings &m_settings;
    CollectorState m_collectorState;
    StoreState m_storeState;
    QList<Trouble> m_shown;
    QList<TroubleBar *> m_bars; ///< of m_shown, in that order
    QVBoxLayout *m_column;
    QSet<QString> m_dismissed; ///< codes
    quint16 m_wantedPort = 0; ///< to be kept as the setting once the collector listens on it; 0 = none
    bool m_showsAll = false;
};
