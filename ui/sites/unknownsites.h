// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/rejectionquestions.h"
#include "core/types/site.h"

#include <QHash>
#include <QSet>
#include <QTimer>
#include <QWidget>

class Clock;
class QVBoxLayout;
class SignalBus;

/// The keys under which hits arrive although no site has them: a mistyped snippet, or a site that was
/// deleted. Hidden while there are none. Main thread; the references must outlive it.
class UnknownSites final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kMostShown = 3;
    static constexpr Micros kRecent = kMicrosPerDay;

    UnknownSites(SignalBus &bus, RejectionQuestions &source, const Clock &clock, QWidget *parent = nullptr);

    /// Asks for what was rejected lately, once; what comes later is counted along.
    void start();
    /// Keys that exist are known.
    void setSites(const QList<Site> &sites);

Q_SIGNALS:
    void createWanted(const QString &key);
    void rejectedWanted();

private:
    struct Seen
    {
        qint64 hits = 0;
        Micros first = 0;
        Micros last = 0;
    };

    void add(const QList<Rejection> &rejections);
    void refresh();
    QWidget *rowOf(const QString &key, const Seen &seen);

    RejectionQuestions &m_source;
    const Clock &m_clock;
    Asking m_asking;
    bool m_hasBegun = false;
    QSet<QString> m_known;
    QHash<QString, Seen> m_seen; ///< by key; at most kMostKeys
    QTimer m_due; ///< to show what has changed
    QVBoxLayout *m_rows;
};
