// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/datetext.h"
#include "ui/text/typeddays.h"

#include <QLocale>
#include <QTest>

/// Days as people type them. It is Friday, 20 November 2026.
class TypedDaysTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void readsDays_data();
    void readsDays();
    void refusesWhatIsNoDay_data();
    void refusesWhatIsNoDay();
    void readsWhatDatesAreWrittenLike_data();
    void readsWhatDatesAreWrittenLike();

private:
    const QDate m_today {2026, 11, 20};
};

void TypedDaysTest::readsDays_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    const auto row = [](const char *text, const char *locale, QDate first, QDate last) {
        QTest::newRow(text) << QString::fromLatin1(locale) << first << last;
    };
    const QDate day(2026, 11, 12);
    row("2026-11-12", "C", day, day);
    row("2026-11-12 - 2026-11-20", "de_DE", day, m_today);
    row("12.11.2026 – 20.11.2026", "en_US", day, m_today);
    row("12.11.2026", "de_DE", day, day);
    row("12.11.26", "de_DE", day, day);
    row("12.11. – 20.11.", "de_DE", day, m_today);
    row("11/12/2026", "en_US", day, day);
    row("11/12/26", "en_US", day, day);
    row("12/11/2026", "en_GB", day, day);
    row("12 Nov 2026", "en_GB", day, day);
    row("12 nov 2026 to 20 nov 2026", "en_GB", day, m_today);
    row("12 Nov", "en_GB", day, day);
    row("24 Dec", "en_GB", {2025, 12, 24}, {2025, 12, 24}); // the latest one
    row("12 – 20 Nov 2026", "en_GB", day, m_today);
    row("28 Oct – 20 Nov 2026", "en_GB", {2026, 10, 28}, m_today);
    row("20 Nov 2026 – 12 Nov 2026", "en_GB", day, m_today); // the wrong way round
    row("Nov 2026", "en_GB", {2026, 11, 1}, {2026, 11, 30});
    row("2026-02", "C", {2026, 2, 1}, {2026, 2, 28});
    row("2025", "C", {2025, 1, 1}, {2025, 12, 31});
    row("last 10 days", "C", {2026, 11, 11}, m_today);
    row("Last 1 day", "C", m_today, m_today);
    row("  7   days ", "C", {2026, 11, 14}, m_today);
    row("today", "C", m_today, m_today);
    row("Yesterday", "C", {2026, 11, 19}, {2026, 11, 19});
}

void TypedDaysTest::readsDays()
{
    QFETCH(QString, locale);
    QFETCH(QDate, first);
    QFETCH(QDate, last);
    QLocale::setDefault(QLocale(locale));
    const std::optional<DaySpan> span = typedDays(QString::fromUtf8(QTest::currentDataTag()), m_today);
    QVERIFY(span);
    QCOMPARE(span->first, first);
    QCOMPARE(span->last, last);
}

void TypedDaysTest::refusesWhatIsNoDay_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "–", "soon", "31.2.2026", "2026-13-01", "last 0 days", "last 99999 days",
                             "12.11.2026 –", "– 12.11.2026", "12", "1.2.3.4"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TypedDaysTest::refusesWhatIsNoDay()
{
    QFETCH(QString, text);
    QVERIFY(!typedDays(text, m_today));
}

void TypedDaysTest::readsWhatDatesAreWrittenLike_data()
{
    QTest::addColumn<QString>("locale");
    for (const char *locale : {"C", "de_DE", "en_US", "en_GB", "fr_FR", "pl_PL", "ja_JP", "zh_CN", "hu_HU"})
        QTest::newRow(locale) << QString::fromLatin1(locale);
}

/// The field shows the chosen days as DateText writes them.
void TypedDaysTest::readsWhatDatesAreWrittenLike()
{
    QFETCH(QString, locale);
    QLocale::setDefault(QLocale(locale));
    const std::pair<QDate, QDate> spans[] = {{{2026, 11, 12}, {2026, 11, 12}},
                                             {{2026, 11, 12}, {2026, 11, 20}},
                                             {{2026, 9, 3}, {2026, 11, 20}},
                                             {{2025, 12, 24}, {2026, 1, 6}}};
    for (const auto &[first, last] : spans) {
        const QString text = DateText::days(first, last);
        const std::optional<DaySpan> span = typedDays(text, m_today);
        QVERIFY2(span, qPrintable(text));
        QCOMPARE(span->first, first);
        QCOMPARE(span->last, last);
    }
}

QTEST_APPLESS_MAIN(TypedDaysTest)
#include "tst_typeddays.moc"
