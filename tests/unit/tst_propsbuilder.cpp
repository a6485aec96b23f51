// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/propsbuilder.h"
#include "tests/support/testprogram.h"

#include <QTest>

class PropsBuilderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalisesObjects_data();
    void normalisesObjects();
    void answersByType();
    void leavesOutWhatDoesNotFit();
    void replacesValuesThatAreSetAgain();
};

void PropsBuilderTest::normalisesObjects_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("props");
    QTest::addRow("no members") << QByteArray("{}") << QString();
    QTest::addRow("scalars") << QByteArray(R"({ "a": "x", "b": 1.50, "c": true, "d": null })")
                             << QStringLiteral(R"({"a":"x","b":1.50,"c":true,"d":null})");
    QTest::addRow("nested values become JSON text")
        << QByteArray(R"({"a":{"b":[1, "q\"t"]}})") << QStringLiteral(R"({"a":"{\"b\":[1,\"q\\\"t\"]}"})");
    QTest::addRow("the last of equal keys counts")
        << QByteArray(R"({"a":1,"b":2,"\u0061":3})") << QStringLiteral(R"({"a":3,"b":2})");
    QTest::addRow("keys that need escapes")
        << QByteArray(R"({"a\"b":1,"a\"b":2})") << QStringLiteral(R"({"a\"b":2})");
    QTest::addRow("an empty key") << QByteArray(R"({"":1})") << QStringLiteral(R"({"":1})");
}

void PropsBuilderTest::normalisesObjects()
{
    QFETCH(QByteArray, json);
    JsonReader reader(json);
    PropsBuilder props;
    QVERIFY(props.readObject(reader));
    QVERIFY(reader.finish());
    QTEST(props.toJson(), "props");
    QVERIFY(!props.overflowed());
}

void PropsBuilderTest::answersByType()
{
    const QByteArray json(R"({"text":"a\nb","number":1.5,"yes":true,"nested":[1]})");
    JsonReader reader(json);
    PropsBuilder props;
    QVERIFY(props.readObject(reader));
    QCOMPARE(props.text("text"), QStringLiteral("a\nb"));
    QCOMPARE(props.text("nested"), QStringLiteral("[1]"));
    QVERIFY(!props.text("number"));
    QVERIFY(!props.text("absent"));
    QCOMPARE(props.number("number"), 1.5);
    QVERIFY(!props.number("text"));
    QVERIFY(props.isTrue("yes"));
    QVERIFY(!props.isTrue("number"));
    QVERIFY(props.contains("nested"));
    QVERIFY(!props.contains("absent"));
}

void PropsBuilderTest::leavesOutWhatDoesNotFit()
{
    JsonReader three("{\"a\":1,\"b\":2,\"c\":3}");
    PropsBuilder twoMembers(2);
    QVERIFY(twoMembers.readObject(three));
    QVERIFY(twoMembers.overflowed());
    QCOMPARE(twoMembers.toJson(), QStringLiteral("{\"a\":1,\"b\":2}"));

    const QByteArray text = "{\"a\":1,\"b\":\"" + QByteArray(100, 'x') + "\",\"c\":3}";
    JsonReader large(text);
    PropsBuilder fewBytes(50, 40);
    QVERIFY(fewBytes.readObject(large));
    QVERIFY(fewBytes.overflowed());
    QCOMPARE(fewBytes.toJson(), QStringLiteral("{\"a\":1,\"c\":3}"));
}

void PropsBuilderTest::replacesValuesThatAreSetAgain()
{
    PropsBuilder props;
    props.setNumber("value", 123);
    props.setText("metric", u"CLS");
    props.setNumber("value", 0.123);
    QCOMPARE(props.toJson(), QStringLiteral("{\"value\":0.123,\"metric\":\"CLS\"}"));
}

CLICKSCOPE_TEST(PropsBuilderTest)
#include "tst_propsbuilder.moc"
