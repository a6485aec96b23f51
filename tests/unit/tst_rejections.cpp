// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/rejections.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <map>

namespace {

constexpr Micros kNow = 1'772'528'527'412'000;
constexpr qsizetype kMostRows = 4096
    + 32; // those with a minute, and one for each reason, protocol and outcome

Rejection rejectionOf(const QString &reason, qint64 number, Rejection::Outcome outcome)
{
    Rejection rejection;
    rejection.time = kNow;
    rejection.reason = reason;
    rejection.outcome = outcome;
    rejection.detail = QStringLiteral("why");
    rejection.site = QStringLiteral("site-%1").arg(number);
    rejection.source = QStringLiteral("public");
    rejection.excerpt = QStringLiteral("{\"bad\": %1}").arg(number);
    return rejection;
}

/// As the ledger adds them up.
std::map<Rejection::Outcome, qint64> sums(const QList<Rejection> &rows)
{
    std::map<Rejection::Outcome, qint64> counts;
    for (const Rejection &row : rows)
        counts[row.outcome] += row.count;
    return counts;
}

} // namespace

class RejectionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldsWhatRepeats();
    void keepsRejectedAndRefusedApart();
    void staysBoundedWhileNobodyTakes();
    void staysBoundedOverDays();
    void countsBeyondWhatARowHolds();
    void quotesNoSecretAsASite();
};

void RejectionsTest::foldsWhatRepeats()
{
    RejectionLog log;
    for (int i = 0; i < 1000; ++i)
        log.add(rejectionOf(QStringLiteral("malformed"), i % 2, Rejection::Outcome::Rejected));
    const QList<Rejection> rows = log.take();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].count, 500);
    QCOMPARE(rows[1].excerpt, QStringLiteral("{\"bad\": 1}"));
    QVERIFY(log.isEmpty());

    Rejection other = rejectionOf(QStringLiteral("origin_not_allowed"), 1, Rejection::Outcome::Rejected);
    log.add(other);
    other.detail = QStringLiteral("why of another origin");
    log.add(other);
    QCOMPARE(log.rows(), 2);
}

void RejectionsTest::keepsRejectedAndRefusedApart()
{
    RejectionLog log;
    for (int i = 0; i < 10'000; ++i) {
        log.add(rejectionOf(QStringLiteral("malformed"), i,
                            i % 5 == 0 ? Rejection::Outcome::Refused : Rejection::Outcome::Rejected));
    }
    auto counts = sums(log.take());
    QCOMPARE(counts[Rejection::Outcome::Rejected], 8000);
    QCOMPARE(counts[Rejection::Outcome::Refused], 2000);
    QCOMPARE(log.rejected(), 8000);
    QCOMPARE(log.refused(), 2000);
}

void RejectionsTest::staysBoundedWhileNobodyTakes()
{
    RejectionLog log;
    for (int i = 0; i < 1'000'000; ++i)
        log.add(rejectionOf(QStringLiteral("malformed"), i, Rejection::Outcome::Rejected));
    QVERIFY(log.rows() <= kMostRows);
    const QList<Rejection> rows = log.take();
    QCOMPARE(rows.constFirst().detail, QStringLiteral("why")); // the first are kept as they were
    QVERIFY(!rows.constFirst().excerpt.isEmpty());
    QCOMPARE(sums(rows)[Rejection::Outcome::Rejected], 1'000'000);
}

void RejectionsTest::staysBoundedOverDays()
{
    RejectionLog log;
    const QStringList reasons {QStringLiteral("malformed"), QStringLiteral("unknown_site")};
    for (int minute = 0; minute < 30'000; ++minute) {
        for (const QString &reason : reasons) {
            Rejection rejection = rejectionOf(reason, minute, Rejection::Outcome::Rejected);
            rejection.time += minute * kMicrosPerMinute;
            log.add(rejection);
        }
    }
    QVERIFY(log.rows() <= kMostRows);
    std::map<QString, qint64> byReason;
    const QList<Rejection> rows = log.take();
    for (const Rejection &row : rows)
        byReason[row.reason] += row.count;
    QCOMPARE(byReason[reasons[0]], 30'000);
    QCOMPARE(byReason[reasons[1]], 30'000);
}

void RejectionsTest::countsBeyondWhatARowHolds()
{
    RejectionLog log;
    for (int i = 0; i < 3; ++i) {
        Rejection rejection = rejectionOf(QStringLiteral("malformed"), 1, Rejection::Outcome::Refused);
        rejection.count = 1'500'000'000;
        log.add(rejection);
    }
    QCOMPARE(sums(log.take())[Rejection::Outcome::Refused], 4'500'000'000);
}

void RejectionsTest::quotesNoSecretAsASite()
{
    RejectionLog log;
    Rejection rejection = rejectionOf(QStringLiteral("unknown_site"), 1, Rejection::Outcome::Rejected);
    for (const char *key : {"shop-1_a", "token=hush", "https://me:hush@shop.example"}) {
        rejection.site = QString::fromLatin1(key);
        rejection.detail = QStringLiteral("No site is named %1; add it").arg(rejection.site);
        log.add(rejection);
    }
    const QList<Rejection> rows = log.take();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].site, QStringLiteral("shop-1_a"));
    for (const Rejection &row : rows)
        QVERIFY2(!QString(row.site + row.detail).contains(QLatin1StringView("hush")), qPrintable(row.detail));
}

CLICKSCOPE_TEST(RejectionsTest)
#include "tst_rejections.moc"
