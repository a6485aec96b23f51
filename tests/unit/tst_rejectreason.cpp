// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httptext.h"
#include "core/types/rejectreason.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

namespace {

/// The table of the manual: code → its second column.
QMap<QString, QString> reasonsOfManual()
{
    QFile file(QStringLiteral(HITS_MANUAL));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString page = QString::fromUtf8(file.readAll());
    const qsizetype begin = page.indexOf(QLatin1StringView("## Why a hit is not stored"));
    const QString section = page.sliced(begin, page.indexOf(QLatin1StringView("\n## "), begin + 1) - begin);
    static const QRegularExpression row(QStringLiteral("^\\| (`.*?) \\| ([a-z ]+) \\|"),
                                        QRegularExpression::MultilineOption);
    static const QRegularExpression code(QStringLiteral("`(\\w+)`"));
    QMap<QString, QString> reasons;
    for (const QRegularExpressionMatch &line : row.globalMatch(section)) {
        for (const QRegularExpressionMatch &name : code.globalMatch(line.captured(1)))
            reasons.insert(name.captured(1), line.captured(2));
    }
    return reasons;
}

QString inManual(RejectReasonInfo::Kind kind)
{
    using Kind = RejectReasonInfo::Kind;
    switch (kind) {
    case Kind::Rejected: return QStringLiteral("rejected");
    case Kind::Refused:
    case Kind::StreamEnded: return QStringLiteral("refused");
    case Kind::RejectedOrRefused: return QStringLiteral("rejected or refused");
    case Kind::Remark: return QStringLiteral("stored");
    }
    return {};
}

} // namespace

class RejectReasonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheCodesThatAreStored();
    void saysOfEachWhatHappenedAndWhatToDo();
    void hasAStatusWhereTheAnswerIsAlwaysTheSame();
    void isFoundByItsCode();
    void knowsNoCodeOfAnotherVersion();
    void isListedInTheManual();
};

void RejectReasonTest::keepsTheCodesThatAreStored()
{
    const QStringList stored {
        QStringLiteral("malformed"),
        QStringLiteral("unknown_site"),
        QStringLiteral("origin_not_allowed"),
        QStringLiteral("dnt"),
        QStringLiteral("gpc"),
        QStringLiteral("unknown_event_type"),
        QStringLiteral("duplicate"),
        QStringLiteral("unknown_link"),
        QStringLiteral("unknown_pixel"),
        QStringLiteral("link_over"),
        QStringLiteral("wrong_password"),
        QStringLiteral("peak_rate"),
        QStringLiteral("queue_overflow"),
        QStringLiteral("rate_limited"),
        QStringLiteral("storage_failed"),
        QStringLiteral("body_too_large"),
        QStringLiteral("url_too_long"),
        QStringLiteral("headers_too_large"),
        QStringLiteral("timeout"),
        QStringLiteral("too_many_connections"),
        QStringLiteral("stream_stalled"),
        QStringLiteral("stream_gave_way"),
        QStringLiteral("field_changed"),
    };
    QStringList codes;
    for (const RejectReasonInfo &info : rejectReasons())
        codes.append(info.code);
    QCOMPARE(codes, stored);
}

void RejectReasonTest::saysOfEachWhatHappenedAndWhatToDo()
{
    for (const RejectReasonInfo &info : rejectReasons()) {
        const auto isSentence = [](QByteArrayView text) {
            return text.size() > 10 && text.front() >= 'A' && text.front() <= 'Z' && text.back() == '.';
        };
        QVERIFY2(QByteArrayView(info.title).size() > 3, info.code.data());
        QVERIFY2(isSentence(info.sentence), info.code.data());
        QVERIFY2(isSentence(info.remedy), info.code.data());
    }
}

void RejectReasonTest::hasAStatusWhereTheAnswerIsAlwaysTheSame()
{
    using Kind = RejectReasonInfo::Kind;
    for (const RejectReasonInfo &info : rejectReasons()) {
        if (info.kind == Kind::StreamEnded)
            QCOMPARE(info.status, 200);
        else
            QVERIFY2(info.status == 0 || (info.status >= 400 && !statusText(info.status).isEmpty()),
                     info.code.data());
        QVERIFY2(info.kind != Kind::Refused || info.status != 0, info.code.data());
    }
}

void RejectReasonTest::isFoundByItsCode()
{
    for (const RejectReasonInfo &info : rejectReasons()) {
        QCOMPARE(findRejectReason(QString(info.code)), &info);
        QCOMPARE(&infoOf(info.reason), &info);
        QCOMPARE(codeOf(info.reason), info.code);
    }
}

void RejectReasonTest::knowsNoCodeOfAnotherVersion()
{
    QCOMPARE(findRejectReason(u"ip_ignored"), nullptr);
    QCOMPARE(findRejectReason(u""), nullptr);
}

void RejectReasonTest::isListedInTheManual()
{
    QMap<QString, QString> reasons;
    for (const RejectReasonInfo &info : rejectReasons())
        reasons.insert(info.code, inManual(info.kind));
    QCOMPARE(reasonsOfManual(), reasons);
}

CLICKSCOPE_TEST(RejectReasonTest)
#include "tst_rejectreason.moc"
