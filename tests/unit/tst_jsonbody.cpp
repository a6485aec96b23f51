// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/jsonreader.h"
#include "tests/support/testprogram.h"

#include <QTest>

class JsonBodyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWellFormedDocuments_data();
    void acceptsWellFormedDocuments();
    void refusesMalformedDocuments_data();
    void refusesMalformedDocuments();
    void passesOverNumbersThatNoDoubleHolds();
    void decodesStrings_data();
    void decodesStrings();
    void readsNumbers_data();
    void readsNumbers();
    void walksObjectsInOrder();
    void decodesEscapedKeys();
    void refusesDeepNesting();
    void staysFailedAfterAFailure();
    void writesStringsThatReadBack_data();
    void writesStringsThatReadBack();
};

void JsonBodyTest::acceptsWellFormedDocuments_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("compact");
    QTest::addRow("blanks") << QByteArray(" \t\r\n{ \"a\" : [ 1 , 2 ] } \n") << QByteArray("{\"a\":[1,2]}");
    QTest::addRow("a byte order mark") << QByteArray("\xef\xbb\xbf{\"a\":1}") << QByteArray("{\"a\":1}");
    QTest::addRow("empty containers") << QByteArray("[{ }, [ ]]") << QByteArray("[{},[]]");
    QTest::addRow("literals") << QByteArray("[true,false,null]") << QByteArray("[true,false,null]");
    QTest::addRow("numbers keep their text") << QByteArray("[0,-0,1.50,2e3,12345678901234567890]")
                                             << QByteArray("[0,-0,1.50,2e3,12345678901234567890]");
    QTest::addRow("an underflow is zero")
        << QByteArray("[1e-999,-1e-640,1e-300,0.00]") << QByteArray("[0,0,1e-300,0.00]");
    QTest::addRow("escapes") << QByteArray("\"\\u0041\\/\\u00e9\\ud83d\\ude00\"")
                             << QByteArray("\"A/\xc3\xa9\xf0\x9f\x98\x80\"");
    QTest::addRow("control characters stay escaped")
        << QByteArray("\"\\u0000\\n\\\"\"") << QByteArray("\"\\u0000\\n\\\"\"");
}

void JsonBodyTest::acceptsWellFormedDocuments()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, compact);
    QByteArray out;
    JsonReader reader(json);
    QVERIFY(reader.appendCompact(&out));
    QVERIFY(reader.finish());
    QCOMPARE(out, compact);
    JsonReader skipping(json);
    QVERIFY(skipping.skip());
    QVERIFY(skipping.finish());
}

void JsonBodyTest::refusesMalformedDocuments_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto add = [](const char *name, const QByteArray &json) { QTest::newRow(name) << json; };
    add("empty", "");
    add("blanks only", "  ");
    add("words", "not json");
    add("two documents", "{}{}");
    add("unclosed object", "{\"a\":1");
    add("unclosed array", "[1,2");
    add("unclosed string", "\"abc");
    add("trailing comma in an object", "{\"a\":1,}");
    add("trailing comma in an array", "[1,]");
    add("leading comma", "[,1]");
    add("no colon", "{\"a\" 1}");
    add("key without quotes", "{a:1}");
    add("single quotes", "{'a':1}");
    add("mismatched brackets", "[1}");
    add("leading zero", "01");
    add("plus sign", "+1");
    add("bare point", "1.");
    add("bare exponent", "1e");
    add("minus alone", "-");
    add("NaN", "NaN");
    add("truncated literal", "tru");
    add("unknown escape", "\"\\x\"");
    add("short unicode escape", "\"\\u12\"");
    add("bad unicode escape", "\"\\u12g4\"");
    add("backslash at the end", "\"\\");
    add("raw control character", "\"a\nb\"");
    add("raw NUL", QByteArray("\"a\0b\"", 5));
    add("comment", "{}//");
    add("two byte order marks", "\xef\xbb\xbf\xef\xbb\xbf{}");
    add("a byte order mark inside", "{\xef\xbb\xbf}");
    add("a byte order mark alone", "\xef\xbb\xbf");
    add("invalid UTF-8", "\"\xff\"");
    add("truncated UTF-8", "\"\xc3\"");
    add("overlong UTF-8", "\"\xc0\xaf\"");
    add("surrogate in UTF-8", "\"\xed\xa0\x80\"");
}

void JsonBodyTest::refusesMalformedDocuments()
{
    QFETCH(QByteArray, json);
    JsonReader skipping(json);
    skipping.skip();
    QVERIFY(!skipping.finish());
    QByteArray out;
    JsonReader reader(json);
    reader.appendCompact(&out);
    QVERIFY(!reader.finish());
}

void JsonBodyTest::passesOverNumbersThatNoDoubleHolds()
{
    const QByteArray json = R"([1,{"a":[-1e400]},1e999])";
    QByteArray out;
    JsonReader reader(json);
    QVERIFY(reader.appendCompact(&out));
    QVERIFY(reader.finish());
    QVERIFY(reader.holdsHugeNumber());
    QCOMPARE(out, QByteArray(R"([1,{"a":["-1e400"]},"1e999"])"));

    double number = 0;
    JsonReader alone("1e999");
    QVERIFY(!alone.readNumber(&number));
    QVERIFY(alone.finish());
}

void JsonBodyTest::decodesStrings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addRow("plain") << QByteArray("\"abc\"") << QStringLiteral("abc");
    QTest::addRow("empty") << QByteArray("\"\"") << QString();
    QTest::addRow("UTF-8") << QByteArray("\"\xe0\xa4\xae\"") << QStringLiteral("\u092e");
    QTest::addRow("short escapes") << QByteArray("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")
                                   << QStringLiteral("\"\\/\b\f\n\r\t");
    QTest::addRow("pair") << QByteArray("\"\\uD83D\\uDE00\"") << QStringLiteral("\U0001F600");
    QTest::addRow("lone high surrogate") << QByteArray("\"a\\ud83d\"") << QStringLiteral("a\ufffd");
    QTest::addRow("lone low surrogate") << QByteArray("\"\\ude00b\"") << QStringLiteral("\ufffdb");
    QTest::addRow("pair the wrong way round")
        << QByteArray("\"\\ude00\\ud83d\"") << QStringLiteral("\ufffd\ufffd");
}

void JsonBodyTest::decodesStrings()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    JsonReader reader(json);
    QString read;
    QCOMPARE(reader.peek(), JsonReader::Type::String);
    QVERIFY(reader.readString(&read));
    QVERIFY(reader.finish());
    QCOMPARE(read, text);
}

void JsonBodyTest::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<double>("number");
    QTest::addColumn<bool>("integer");
    QTest::addRow("zero") << QByteArray("0") << 0.0 << true;
    QTest::addRow("negative") << QByteArray("-17") << -17.0 << true;
    QTest::addRow("fraction") << QByteArray("99.99") << 99.99 << false;
    QTest::addRow("whole number with a point") << QByteArray("1.0") << 1.0 << false;
    QTest::addRow("exponent") << QByteArray("25e-1") << 2.5 << false;
    QTest::addRow("huge integer") << QByteArray("18446744073709551616") << 18446744073709551616.0 << true;
}

void JsonBodyTest::readsNumbers()
{
    QFETCH(QByteArray, json);
    double number = -1;
    bool integer = false;
    JsonReader reader(json);
    QVERIFY(reader.readNumber(&number, &integer));
    QVERIFY(reader.finish());
    QTEST(number, "number");
    QTEST(integer, "integer");
}

void JsonBodyTest::walksObjectsInOrder()
{
    JsonReader reader("{\"a\":1,\"b\":[true,{}],\"c\":\"x\"}");
    QVERIFY(reader.enterObject());
    QByteArrayView key;
    QVERIFY(reader.nextKey(&key));
    QCOMPARE(key, QByteArrayView("a"));
    QVERIFY(reader.skip());
    QVERIFY(reader.nextKey(&key));
    QCOMPARE(key, QByteArrayView("b"));
    QVERIFY(reader.enterArray());
    bool value = false;
    QVERIFY(reader.nextElement());
    QVERIFY(reader.readBool(&value));
    QVERIFY(value);
    QVERIFY(reader.nextElement());
    QVERIFY(reader.enterObject());
    QVERIFY(!reader.nextKey(&key));
    QVERIFY(!reader.nextElement());
    QVERIFY(reader.nextKey(&key));
    QCOMPARE(key, QByteArrayView("c"));
    QVERIFY(reader.skip());
    QVERIFY(!reader.nextKey(&key));
    QVERIFY(!reader.failed());
    QVERIFY(reader.finish());
}

void JsonBodyTest::decodesEscapedKeys()
{
    JsonReader reader("{\"\\u0073ite\":1}");
    QVERIFY(reader.enterObject());
    QByteArrayView key;
    QVERIFY(reader.nextKey(&key));
    QCOMPARE(key, QByteArrayView("site"));
}

void JsonBodyTest::refusesDeepNesting()
{
    const auto accepts = [](const QByteArray &json) {
        JsonReader reader(json);
        reader.skip();
        return reader.finish();
    };
    constexpr qsizetype kDeepest = 64; // reading-hits.md#json
    QVERIFY(accepts(QByteArray(kDeepest, '[') + QByteArray(kDeepest, ']')));
    QVERIFY(!accepts(QByteArray(kDeepest + 1, '[') + QByteArray(kDeepest + 1, ']')));
    // A bomb must neither overflow the stack nor take long.
    QVERIFY(!accepts(QByteArray(1024 * 1024, '[')));
}

void JsonBodyTest::staysFailedAfterAFailure()
{
    JsonReader reader("{\"a\":}");
    QByteArrayView key;
    QVERIFY(reader.enterObject());
    QVERIFY(reader.nextKey(&key));
    QVERIFY(!reader.skip());
    QVERIFY(!reader.nextKey(&key));
    QVERIFY(!reader.nextElement());
    QVERIFY(!reader.enterObject());
    QString text;
    QVERIFY(!reader.readString(&text));
    QCOMPARE(reader.peek(), JsonReader::Type::None);
    QVERIFY(!reader.finish());
}

void JsonBodyTest::writesStringsThatReadBack_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("plain") << QStringLiteral("abc");
    QTest::addRow("everything that is escaped")
        << QStringLiteral("\"\\\n\r\t\b\f\u0001\u001f") + QChar(u'\0');
    QTest::addRow("beyond ASCII") << QStringLiteral("é मुंबई 😀");
}

void JsonBodyTest::writesStringsThatReadBack()
{
    QFETCH(QString, text);
    QByteArray json;
    appendJsonString(&json, QStringView(text));
    JsonReader reader(json);
    QString read;
    QVERIFY(reader.readString(&read));
    QVERIFY(reader.finish());
    QCOMPARE(read, text);
}

CLICKSCOPE_TEST(JsonBodyTest)
#include "tst_jsonbody.moc"
