// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/troublepanel.h"

#include "core/bus/signalbus.h"
#include "core/questions/collectorcontrol.h"
#include "core/settings/settings.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/window/troublebar.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

TroublePanel::TroublePanel(SignalBus &bus, CollectorControl &collector, Settings &settings, QWidget *parent) :
    QWidget(parent),
    m_collector(collector),
    m_settings(settings),
    m_collectorState(collector.collectorState()),
    m_storeState(collector.storeState()),
    m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("troublePanel"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    connect(&bus, &SignalBus::collectorStateChanged, this, &TroublePanel::setCollectorState);
    connect(&bus, &SignalBus::storeStateChanged, this, [this](const StoreState &state) {
        m_storeState = state;
        refresh();
    });
    hide();
    refresh();
}

void TroublePanel::setCollectorState(const CollectorState &state)
{
    m_collectorState = state;
    const quint16 wanted = std::exchange(m_wantedPort, 0);
    if (wanted != 0 && state.phase == CollectorState::Phase::Listening && state.port == wanted)
        m_settings.setPort(wanted);
    refresh();
}

void TroublePanel::refresh()
{
    QList<Trouble> troubles = troublesOf(m_collectorState, m_storeState);
    m_dismissed.removeIf([&troubles](const QString &code) {
        return std::ranges::find(troubles, code, &Trouble::code) == troubles.end();
    });
    troubles.removeIf([this](const Trouble &trouble) { return m_dismissed.contains(trouble.code); });
    if (troubles == m_shown)
        return;
    m_shown = troubles;
    for (TroubleBar *bar : std::as_const(m_bars)) {
        bar->hide();
        bar->deleteLater();
    }
    m_bars.clear();
    m_showsAll = m_showsAll && troubles.size() > 1;
    for (const Trouble &trouble : std::as_const(troubles)) {
        auto *bar = new TroubleBar(trouble, m_collectorState, this);
        bar->setVisible(m_bars.isEmpty() || m_showsAll);
        connect(bar, &TroubleBar::chosen, this, [this, trouble](Remedy remedy) { answer(trouble, remedy); });
        m_column->addWidget(bar);
        m_bars.append(bar);
    }
    if (troubles.size() > 1) {
        QPushButton *more =
            m_bars.constFirst()->addButton(LineText::fill(tr("%1 more"), Format::number(troubles.size() - 1)),
                                           QStringLiteral("moreTroubles"));
        more->setProperty("flat", true);
        more->setCheckable(true);
        more->setChecked(m_showsAll);
        connect(more, &QPushButton::toggled, this, [this](bool on) {
            m_showsAll = on;
            for (TroubleBar *bar : std::as_const(m_bars))
                bar->setVisible(on || bar == m_bars.constFirst());
        });
    }
    setVisible(!troubles.isEmpty());
}

void TroublePanel::answer(const Trouble &trouble, Remedy remedy)
{
    switch (remedy) {
    case Remedy::UseFreePort:
        // A port of this run only, from the command line, leaves the setting alone.
        if (m_settings.port() == m_collectorState.port)
            m_wantedPort = m_collectorState.freePort;
        m_collector.listen(m_collectorState.address, m_collectorState.freePort);
        break;
    case Remedy::TryAgain: m_collector.listen(m_collectorState.address, m_collectorState.port); break;
    case Remedy::OpenSettings: Q_EMIT settingsWanted(); break;
    case Remedy::Repair: m_collector.answerConcern(trouble.code, ConcernAnswer::Repair); break;
    case Remedy::Dismiss:
        if (trouble.canConfirm)
            m_collector.answerConcern(trouble.code, ConcernAnswer::Confirm);
        m_dismissed.insert(trouble.code);
        refresh();
        break;
    }
}
