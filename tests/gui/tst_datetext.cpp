// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/datetext.h"

#include <QLocale>
#include <QTest>

/// Days in the order of their locale.
class DateTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void writesDaysAsTheLocaleDoes_data();
    void writesDaysAsTheLocaleDoes();
    void saysOnceWhatTwoDaysShare_data();
    void saysOnceWhatTwoDaysShare();
    void writesDaysInEveryLocale();
};

void DateTextTest::writesDaysAsTheLocaleDoes_data()
{
    QTest::addColumn<QString>("day");
    QTest::addColumn<QString>("dayAndYear");
    QTest::addColumn<QString>("month");
    const auto row = [](const char *locale, const char *day, const char *dayAndYear, const char *month) {
        QTest::newRow(locale) << QString::fromUtf8(day) << QString::fromUtf8(dayAndYear)
                              << QString::fromUtf8(month);
    };
    row("C", "31 Oct", "31 Oct 2026", "October 2026");
    row("de_DE", "31. Okt.", "31. Okt. 2026", "Oktober 2026");
    row("en_US", "Oct 31", "Oct 31, 2026", "October 2026");
    row("en_GB", "31 Oct", "31 Oct 2026", "October 2026");
    row("pt_BR", "31 de out.", "31 de out. de 2026", "outubro de 2026");
    row("ja_JP", "10月31日", "2026年10月31日", "2026年10月");
    row("zh_CN", "10月31日", "2026年10月31日", "2026年10月");
    row("ko_KR", "10월 31일", "2026년 10월 31일", "2026년 10월");
    row("hu_HU", "okt. 31.", "2026. okt. 31.", "2026. október");
    row("ar_EG", "٣١ أكتوبر", "٣١ أكتوبر ٢٠٢٦", "أكتوبر ٢٠٢٦");
}

void DateTextTest::writesDaysAsTheLocaleDoes()
{
    QLocale::setDefault(QLocale(QString::fromLatin1(QTest::currentDataTag())));
    const QDate date(2026, 10, 31);
    QTEST(DateText::day(date), "day");
    QTEST(DateText::dayAndYear(date), "dayAndYear");
    QTEST(DateText::month(date), "month");
    QTEST(QLocale().toString(date, DateText::pattern(QLocale())), "dayAndYear");
}

void DateTextTest::saysOnceWhatTwoDaysShare_data()
{
    QTest::addColumn<QString>("sameMonth");
    QTest::addColumn<QString>("sameYear");
    QTest::addColumn<QString>("weekday");
    const auto row = [](const char *locale, const char *sameMonth, const char *sameYear,
                        const char *weekday) {
        QTest::newRow(locale) << QString::fromUtf8(sameMonth) << QString::fromUtf8(sameYear)
                              << QString::fromUtf8(weekday);
    };
    row("C", "26 – 31 Oct 2026", "31 Oct – 6 Nov 2026", "Sat, 31 Oct 2026");
    row("de_DE", "26. – 31. Okt. 2026", "31. Okt. – 6. Nov. 2026", "Sa., 31. Okt. 2026");
    row("en_US", "Oct 26 – Oct 31, 2026", "Oct 31 – Nov 6, 2026", "Sat, Oct 31, 2026");
    row("ja_JP", "2026年10月26日 – 10月31日", "2026年10月31日 – 11月6日", "2026年10月31日土曜日");
    row("zh_CN", "2026年10月26日 – 10月31日", "2026年10月31日 – 11月6日", "2026年10月31日星期六");
}

void DateTextTest::saysOnceWhatTwoDaysShare()
{
    QLocale::setDefault(QLocale(QString::fromLatin1(QTest::currentDataTag())));
    const QDate date(2026, 10, 31);
    QTEST(DateText::days(date.addDays(-5), date), "sameMonth");
    QTEST(DateText::days(date, date.addDays(6)), "sameYear");
    QTEST(DateText::weekday(date), "weekday");
    QCOMPARE(DateText::days(date, date), DateText::dayAndYear(date));
}

void DateTextTest::writesDaysInEveryLocale()
{
    const QDate date(2026, 10, 31);
    for (const QLocale &locale :
         QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory)) {
        QLocale::setDefault(locale);
        const QString day = locale.toString(date, QStringLiteral("d"));
        const QString year = locale.toString(date, QStringLiteral("yyyy"));
        QVERIFY2(DateText::day(date).contains(day), qPrintable(locale.name()));
        QVERIFY2(!DateText::day(date).contains(year), qPrintable(locale.name()));
        QVERIFY2(DateText::dayAndYear(date).contains(year), qPrintable(locale.name()));
        QVERIFY2(DateText::dayAndYear(date).size() < 40, qPrintable(locale.name()));
    }
}

QTEST_GUILESS_MAIN(DateTextTest)
#include "tst_datetext.moc"
