// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linktable.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <QHash>
#include <QRandomGenerator>

class LinkTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasMeant();
    void changesLikeAHash();
};

namespace {

Link linkTo(const QString &code, const QString &url)
{
    return {code, url, {}, {}};
}

} // namespace

void LinkTableTest::findsWhatWasMeant()
{
    const LinkTable table({linkTo(QStringLiteral("Go"), QStringLiteral("https://e.com/1")),
                           linkTo(QStringLiteral("x-1"), QStringLiteral("https://e.com/2"))});
    QCOMPARE(table.find(QStringLiteral("gO"))->link.code, QStringLiteral("Go"));
    QCOMPARE(table.findCalled(QStringLiteral("x-1/).,"))->location, QByteArray("https://e.com/2"));
    QVERIFY(!table.find(QStringLiteral("x-2")));
    QVERIFY(!table.find(QString()));
}

/// Any sequence of changes gives what a map of the same changes has, while older tables stay as they were.
void LinkTableTest::changesLikeAHash()
{
    QRandomGenerator random(7);
    LinkTable table;
    QHash<QString, QString> expected;
    const LinkTable::Entry *first = nullptr;
    LinkTable before;
    for (int i = 0; i < 3000; ++i) {
        const QString code = QStringLiteral("c%1").arg(random.bounded(700));
        if (i == 100) {
            before = table;
            first = before.find(expected.constBegin().key());
            QVERIFY(first);
        }
        if (random.bounded(4) == 0) {
            table = table.with({}, {code});
            expected.remove(code);
        } else {
            const QString url = QStringLiteral("https://e.com/%1").arg(i);
            table = table.with({linkTo(code, url)});
            expected.insert(code, url);
        }
    }
    for (int i = 0; i < 700; ++i) {
        const QString code = QStringLiteral("c%1").arg(i);
        const LinkTable::Entry *found = table.find(code.toUpper());
        QCOMPARE(found ? found->link.url : QString(), expected.value(code));
    }
    QCOMPARE(before.find(first->link.code), first);
}

CLICKSCOPE_TEST(LinkTableTest)
#include "tst_linktable.moc"
