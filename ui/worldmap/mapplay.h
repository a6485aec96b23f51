// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "ui/map/mapscales.h"

#include <QObject>
#include <QTimer>

#include <optional>

/// Which day of a range a map shows, and the passing of the days while they are played. Reads all days at
/// once, when the first one is wanted. Main thread; the source must outlive it.
class MapPlay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapPlay)

public:
    static constexpr double kSpeeds[] = {0.5, 1, 3, 10, 30}; ///< days per second
    static constexpr double kFadingSpeed = 3; ///< up to here one day fades into the next
    static constexpr int kWholeRange = -1;

    explicit MapPlay(StatsQuestions &source, QObject *parent = nullptr);

    /// The answer for the whole range, whose series has a bucket for each day if they can be played. Another
    /// question than before returns to the whole range.
    void setAnswer(const StatsQuery &query, const StatsTable &table);
    void clear();

    /// A bucket for each day; empty where there is nothing to play.
    const QList<StatsBucket> &bars() const { return m_bars; }
    bool canPlay() const { return m_bars.size() > 1; }
    bool isPlaying() const { return m_isPlaying; }
    /// Days are being read.
    bool isReading() const { return m_asking.isOpen(); }
    /// Why they could not be read; empty = they could.
    const QString &error() const { return m_error; }
    int day() const { return m_day; } ///< index in bars(), or kWholeRange
    /// The answer for the day; null for the whole range, or while days are being read.
    const StatsTable *table() const;
    /// Those of all days, so that colours compare between them.
    const MapScales &scales() const { return m_scales; }

    void setPlaying(bool on); ///< from the start, if the last day or the whole range is shown
    void togglePlaying() { setPlaying(!m_isPlaying); }
    void step(int days); ///< stops playing
    void goTo(int day); ///< stops playing; clamped
    void showWholeRange(); ///< stops playing
    double speed() const { return m_speed; }
    void setSpeed(double daysPerSecond);
    bool loops() const { return m_loops; }
    void setLooping(bool on);
    /// The next day appears by fading.
    bool isFading() const { return m_day != kWholeRange && (!m_isPlaying || m_speed <= kFadingSpeed); }

Q_SIGNALS:
    void changed();

private:
    void show(int day);
    void read();
    void take(const Result<StatsDays> &days);
    void advance();
    int lastDay() const { return static_cast<int>(m_bars.size()) - 1; }

    StatsQuestions &m_source;
    StatsQuery m_query; ///< of the whole range
    QList<StatsBucket> m_bars;
    std::optional<StatsDays> m_days;
    bool m_isOutdated = false; ///< hits have arrived since the days were read
    MapScales m_scales;
    Asking m_asking;
    QString m_error;
    QTimer m_timer;
    int m_day = kWholeRange;
    double m_speed = kFadingSpeed;
    bool m_isPlaying = false;
    bool m_loops = false;
};
