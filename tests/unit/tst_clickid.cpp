// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/clickid.h"
#include "tests/support/testprogram.h"

#include <QTest>

class ClickIdTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFirstOneWithAValue_data();
    void findsTheFirstOneWithAValue();
};

void ClickIdTest::findsTheFirstOneWithAValue_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("channel");
    const auto row = [](const char *query, const char *key, const char *source, const char *channel) {
        QTest::newRow(*query ? query : "none") << QString::fromLatin1(query) << QString::fromLatin1(key)
                                               << QString::fromLatin1(source) << QString::fromLatin1(channel);
    };
    row("?gclid=1", "gclid", "google.com", "Paid");
    row("?gbraid=1", "gbraid", "google.com", "Paid");
    row("?wbraid=1", "wbraid", "google.com", "Paid");
    row("?msclkid=1", "msclkid", "bing.com", "Paid");
    row("?ttclid=1", "ttclid", "tiktok.com", "Paid");
    row("?li_fat_id=1", "li_fat_id", "linkedin.com", "Paid");
    row("?twclid=1", "twclid", "x.com", "Paid");
    row("?fbclid=1", "fbclid", "facebook.com", "Social");
    row("?a=b&GCLID=1#end", "gclid", "google.com", "Paid");
    row("?gclid=&gclid&fbclid=1&msclkid=2", "fbclid", "facebook.com", "Social");
    row("?gclid=", "", "", "");
    row("?gclid", "", "", "");
    row("?=gclid&&", "", "", "");
    row("?my_gclid=1&gclid2=1", "", "", "");
    row("#?gclid=1", "", "", "");
    row("", "", "", "");
}

void ClickIdTest::findsTheFirstOneWithAValue()
{
    QFETCH(const QString, query);
    const ClickId *id = clickIdOf(QString(QStringLiteral("https://e.com/") + query));
    QTEST(id ? QString(id->key) : QString(), "key");
    QTEST(id ? QString(id->source) : QString(), "source");
    QTEST(id ? QString(id->channel) : QString(), "channel");
}

CLICKSCOPE_TEST(ClickIdTest)
#include "tst_clickid.moc"
