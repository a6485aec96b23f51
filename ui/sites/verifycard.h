// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/signalbus.h"
#include "core/questions/collectorcontrol.h"
#include "core/questions/sitequestions.h"
#include "core/types/clock.h"
#include "core/types/firsthitwatch.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

/// Waits for the first hit of a site's own pages, shows meanwhile what came and was not stored, and after two
/// minutes what may be in the way, likeliest first. A hit that comes later still counts. Main thread.
class VerifyCard final : public QWidget
{
    Q_OBJECT

public:
    enum class State : quint8 { Idle, Waiting, Works, Failed };
    static constexpr Micros kPatience = 120 * kMicrosPerSecond;

    /// The references must outlive this object.
    VerifyCard(SignalBus &bus, SiteQuestions &sites, CollectorControl &collector, const Clock &clock,
               QWidget *parent = nullptr);

    /// Ends a waiting for another site.
    void setSite(const Site &site);
    void start();
    void stop();
    State state() const { return m_state; }
    void setReducedMotion(bool isReduced);

Q_SIGNALS:
    /// The first true hit came, and ends the waiting.
    void works(const Hit &hit);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setState(State state);
    void onHits(const HitBatch &batch);
    void onRejections(const QList<Rejection> &rejections);
    void tick();
    /// Lets the site take hits of a host, then waits again.
    void allow(const QString &host);
    void refresh();
    void addTestHit();
    void addLine(const QString &icon, const QString &text, const QString &allows = {});

    SiteQuestions &m_sites;
    CollectorControl &m_collector;
    const Clock &m_clock;
    Asking m_asking;
    FirstHitWatch m_watch;
    State m_state = State::Idle;
    Micros m_began = 0; ///< Clock::elapsed()
    QString m_page; ///< of the hit that ended it
    QTimer m_tick;
    class Rings;
    Rings *m_rings;
    QLabel *m_headline;
    QLabel *m_elapsed;
    QVBoxLayout *m_lines;
    QPushButton *m_start;
    QPushButton *m_open;
    QPushButton *m_test;
};
