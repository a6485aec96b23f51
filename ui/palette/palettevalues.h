// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "ui/palette/paletteentry.h"

#include <QObject>

#include <functional>
#include <optional>
#include <utility>

class PastQuestion;

/// The values that the present range can be filtered by, with their counts, as entries of the palette. The
/// references must outlive it. Main thread.
class PaletteValues final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteValues)

public:
    PaletteValues(PastQuestion &past, StatsQuestions &stats, QObject *parent = nullptr);

    /// Counts the values of the question as it is now; counted() follows, if the question has a site.
    void ask();
    /// Gets each chosen filter first; true = that was all, the question stays as it is.
    void setTaker(std::function<bool(const DimensionFilter &)> taker) { m_taker = std::move(taker); }
    /// The filter of all pages that contain `typed`; none when no question can be asked.
    std::optional<PaletteEntry> pagesContaining(const QString &typed);

Q_SIGNALS:
    void counted(const QList<PaletteEntry> &entries);
    /// A filter was chosen that nobody took; it is part of the question now.
    void filtered();

private:
    QList<PaletteEntry> entriesOf(const StatsTable &table);
    void filter(const QString &dimension, DimensionFilter::Operator op, const QString &value);

    std::function<bool(const DimensionFilter &)> m_taker;
    PastQuestion &m_past;
    StatsQuestions &m_stats;
    Asking m_asking;
};
