// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/textsweep.h"

#include "core/storage/transaction.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace {

/// Read at once: long enough to be fast, short enough that no checkpoint waits for it.
constexpr qint64 kHitsPerLook = 50'000;
constexpr qint64 kTextsPerLook = 50'000;
/// Overwritten in one transaction, a few milliseconds of the one write lock.
constexpr std::size_t kTextsPerTurn = 1000;
constexpr int kMostLooks = 5;

/// Columns of `hit` that hold ids of `dictionary`.
constexpr const char *kTexts =
    "SELECT page, query, title, referrer, channel, campaign, identity, place, client, agent, screen, language, event,"
    " link, bot, origin FROM hit WHERE seq > ?1 AND seq <= ?2";
constexpr int kTextColumns = 16;

/// Which of the texts up to a last one are used by hits.
class UsedTexts final
{
public:
    UsedTexts(Database &database, qint64 last) :
        m_database(database), m_hits(database.prepare(kTexts)), m_used(static_cast<std::size_t>(last + 1))
    {
    }

    qint64 last() const { return static_cast<qint64>(m_used.size()) - 1; }
    bool contains(qint64 id) const { return m_used[static_cast<std::size_t>(id)]; }
    /// At all hits.
    Result<bool> lookAgain()
    {
        m_verdicts.reset();
        m_lookedTo = 0;
        return lookOn();
    }
    /// At hits that came since. False when verdicts have changed: hits that were looked at may use other
    /// texts. When it cannot be read nothing is known to be unused.
    Result<bool> lookOn()
    {
        const Result<qint64> verdicts = m_database.number("SELECT verdicts FROM segment_epoch");
        const Result<qint64> last = m_database.number("SELECT MAX(seq) FROM hit");
        if (!verdicts || !last)
            return (verdicts ? last : verdicts).error();
        if (m_verdicts.value_or(*verdicts) != *verdicts)
            return false;
        m_verdicts = *verdicts;
        while (m_lookedTo < *last) {
            const qint64 to = std::min(*last, m_lookedTo + kHitsPerLook);
            if (!look(m_lookedTo, to))
                return m_database.lastError();
            m_lookedTo = to;
        }
        return true;
    }

private:
    bool look(qint64 after, qint64 to)
    {
        m_hits.bind(1, after);
        m_hits.bind(2, to);
        Statement::Step step = m_hits.step();
        for (; step == Statement::Step::Row; step = m_hits.step()) {
            for (int column = 0; column < kTextColumns; ++column) {
                const auto id = static_cast<std::size_t>(m_hits.integer(column));
                if (id < m_used.size())
                    m_used[id] = true;
            }
        }
        m_hits.reset();
        return step == Statement::Step::Done;
    }

    Database &m_database;
    Statement m_hits;
    std::vector<bool> m_used; ///< by id
    qint64 m_lookedTo = 0; ///< sequence of the last hit
    std::optional<qint64> m_verdicts; ///< when the first hit was looked at
};

/// Texts behind *after up to the last one that no hit uses, as many as fit in one transaction; *after goes to
/// where the next ones begin.
Result<std::vector<qint64>> unusedTexts(const Database &database, const UsedTexts &used, qint64 *after)
{
    std::vector<qint64> unused;
    Statement rows = database.prepare(
        "SELECT id, text = '' FROM dictionary WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3");
    rows.bind(1, *after);
    rows.bind(2, used.last());
    rows.bind(3, kTextsPerLook);
    qint64 looked = 0;
    Statement::Step step = rows.step();
    for (; step == Statement::Step::Row && unused.size() < kTextsPerTurn; step = rows.step()) {
        *after = rows.integer(0);
        ++looked;
        if (rows.integer(1) == 0 && !used.contains(*after))
            unused.push_back(*after);
    }
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done && looked < kTextsPerLook)
        *after = used.last();
    return unused;
}

/// False when verdicts have changed: then nothing was erased.
Result<bool> erase(Database &database, UsedTexts &used, const std::vector<qint64> &unused)
{
    Result<bool> isCurrent = used.lookOn(); // at most of it, before the lock is taken
    if (!isCurrent || !*isCurrent)
        return isCurrent;
    Transaction transaction(database);
    if (!transaction.isOpen())
        return database.lastError();
    isCurrent = used.lookOn();
    if (!isCurrent || !*isCurrent)
        return isCurrent;
    Statement empty = database.prepare("UPDATE dictionary SET text = '', hash = 0 WHERE id = ?1");
    for (const qint64 id : unused) {
        if (used.contains(id))
            continue;
        empty.bind(1, id);
        if (!empty.run())
            return database.lastError();
    }
    Result<void> done = database.execute("UPDATE store SET erased_texts = erased_texts + 1");
    if (done)
        done = transaction.commit();
    return done ? Result<bool>(true) : done.error();
}

} // namespace

Result<void> eraseUnusedTexts(Database &database)
{
    const Result<qint64> last = database.number("SELECT MAX(id) FROM dictionary");
    if (!last)
        return last.error();
    if (Result<void> overwrites = database.execute("PRAGMA secure_delete=ON"); !overwrites)
        return overwrites;
    UsedTexts used(database, *last);
    if (Result<bool> looked = used.lookAgain(); !looked)
        return looked.error();
    int looks = 1;
    for (qint64 after = 0; after < used.last();) {
        const qint64 first = after;
        const Result<std::vector<qint64>> unused = unusedTexts(database, used, &after);
        if (!unused)
            return unused.error();
        if (unused->empty())
            continue;
        const Result<bool> erased = erase(database, used, *unused);
        if (!erased)
            return erased.error();
        if (*erased)
            continue;
        if (++looks > kMostLooks) {
            return Error {QStringLiteral("verdicts_change"),
                          QStringLiteral("bot verdicts are being changed; erase again when that is done")};
        }
        if (Result<bool> looked = used.lookAgain(); !looked)
            return looked.error();
        after = first;
    }
    return {};
}
