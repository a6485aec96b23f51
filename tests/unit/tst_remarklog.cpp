// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/remarklog.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

constexpr FieldRemark kRounded {QLatin1StringView("screen"), QLatin1StringView("rounded")};

void add(RemarkLog &log, const QString &site, int times = 1)
{
    for (int i = 0; i < times; ++i)
        log.add(site, Protocol::Native, kRounded, [] { return Rejection(); });
}

} // namespace

class RemarkLogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheFirstAtOnceAndSumsUpTheRest();
    void staysBounded();
};

void RemarkLogTest::tellsTheFirstAtOnceAndSumsUpTheRest()
{
    RemarkLog log;
    add(log, QStringLiteral("s"), 3);
    QList<Rejection> rows = log.take(1);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].count, 3);
    QCOMPARE(rows[0].detail, QStringLiteral("screen: rounded"));
    QVERIFY(rows[0].outcome == Rejection::Outcome::Remark);
    add(log, QStringLiteral("s"), 500);
    QVERIFY(log.take(RemarkLog::kPause).isEmpty());
    add(log, QStringLiteral("s"), 500);
    rows = log.take(RemarkLog::kPause + 1);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0].count, 1000);
    QVERIFY(log.take(2 * RemarkLog::kPause + 1).isEmpty());
    add(log, QStringLiteral("s"));
    QCOMPARE(log.take(2 * RemarkLog::kPause + 2, true).size(), 1); // at the end of the program
}

void RemarkLogTest::staysBounded()
{
    RemarkLog log;
    for (int i = 0; i < 100'000; ++i)
        add(log, QString::number(i));
    const QList<Rejection> rows = log.take(1);
    QCOMPARE(rows.size(), static_cast<qsizetype>(RemarkLog::kMaxKinds) + 1);
    qint64 count = 0;
    for (const Rejection &row : rows)
        count += row.count;
    QCOMPARE(count, 100'000);
}

CLICKSCOPE_TEST(RemarkLogTest)
#include "tst_remarklog.moc"
