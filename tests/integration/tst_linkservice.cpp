// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/commandsocket.h"
#include "core/links/linkpassword.h"
#include "core/query/linkservice.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/spin.h"
#include "tests/support/testcollector.h"

#include <QTest>

#include <optional>

namespace {

const QByteArray kBrowser =
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: */*\r\nAccept-Language: en\r\n";

Link linkCalled(const char *code, const char *url = "https://e.com/")
{
    return {QString::fromLatin1(code), QString::fromLatin1(url), QStringLiteral("s"), {}};
}

} // namespace

/// What windows change about short links, and that the next click knows.
class LinkServiceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void addsLinks();
    void addsAllOrNone();
    void changesLinks();
    void hashesPasswords();
    void removesAndPutsBack();
    void keepsUpWithTheCommandLine();
    void groupsByCampaign();

private:
    /// Asks, waits, and returns the answer.
    template <typename T, typename Ask>
    Result<T> answerTo(Ask ask)
    {
        std::optional<Result<T>> answer;
        const Asking asking = ask(AskContext(this), [&](const Result<T> &result) { answer = result; });
        return spinUntil([&] { return answer.has_value(); }) ? *answer
                                                             : Error {QStringLiteral("no_answer"), {}};
    }
    LinkQuestions &questions() { return m_collector->application().questions().links; }
    Result<void> add(const QList<LinkDraft> &drafts)
    {
        return answerTo<void>([&](const AskContext &who, const Answer<void> &answer) {
            return questions().addLinks(drafts, who, answer);
        });
    }
    QList<Link> links()
    {
        return answerTo<QList<Link>>([&](const AskContext &who, const Answer<QList<Link>> &answer) {
                   return questions().links(who, answer);
               })
            .value();
    }
    RawReply click(const QByteArray &code)
    {
        RawHttpClient client(m_collector->url());
        return client.get("/" + code, kBrowser);
    }

    std::unique_ptr<TestCollector> m_collector;
};

void LinkServiceTest::init()
{
    m_collector = std::make_unique<TestCollector>();
    m_collector->addLink(linkCalled("old"));
    QVERIFY(m_collector->start());
}

void LinkServiceTest::cleanup()
{
    m_collector.reset();
}

void LinkServiceTest::addsLinks()
{
    QVERIFY(add({{linkCalled("New"), {}}}));
    QCOMPARE(click("new").status, 302);
    QCOMPARE(click("old").status, 302);
    const QList<Link> all = links();
    QCOMPARE(all.size(), 2);
    QVERIFY(all[0].madeAt > 0);
}

void LinkServiceTest::addsAllOrNone()
{
    const Result<void> added = add({{linkCalled("one"), {}}, {linkCalled("OLD"), {}}});
    QCOMPARE(added.error().code, QStringLiteral("link_exists"));
    QCOMPARE(click("one").status, 404);
    QCOMPARE(links().size(), 1);
    QCOMPARE(add({{linkCalled("two", "javascript:1"), {}}}).error().code, QStringLiteral("bad_link"));
    Link elsewhere = linkCalled("three");
    elsewhere.site = QStringLiteral("nowhere");
    QCOMPARE(add({{elsewhere, {}}}).error().code, QStringLiteral("site_not_found"));
}

void LinkServiceTest::changesLinks()
{
    const Result<void> changed = answerTo<void>([&](const AskContext &who, const Answer<void> &answer) {
        return questions().updateLinks({{linkCalled("OLD", "https://e.com/other"), {}}}, who, answer);
    });
    QVERIFY(changed);
    QCOMPARE(click("old").header("location"), "https://e.com/other");
    QCOMPARE(links().constFirst().code, QStringLiteral("old"));
}

void LinkServiceTest::hashesPasswords()
{
    QVERIFY(add({{linkCalled("locked"), QStringLiteral("sesame")}}));
    const Link locked = links().constFirst();
    QVERIFY(isPassword(QStringLiteral("sesame"), locked.password));
    QCOMPARE(click("locked").status, 200);
    const Result<void> opened = answerTo<void>([&](const AskContext &who, const Answer<void> &answer) {
        return questions().updateLinks({{locked, QString()}}, who, answer);
    });
    QVERIFY(opened);
    QCOMPARE(click("locked").status, 302);
}

void LinkServiceTest::removesAndPutsBack()
{
    const Result<QList<Link>> removed =
        answerTo<QList<Link>>([&](const AskContext &who, const Answer<QList<Link>> &answer) {
            return questions().removeLinks({QStringLiteral("OLD"), QStringLiteral("none")}, who, answer);
        });
    QVERIFY(removed);
    QCOMPARE(removed->size(), 1);
    QCOMPARE(click("old").status, 404);
    QVERIFY(answerTo<void>([&](const AskContext &who, const Answer<void> &answer) {
        return questions().putBackLinks(*removed, who, answer);
    }));
    QCOMPARE(click("old").status, 302);
    QCOMPARE(links(), *removed);
}

/// A reload, as the command line asks for it, does not undo what the window did, nor the other way round.
void LinkServiceTest::keepsUpWithTheCommandLine()
{
    QVERIFY(add({{linkCalled("first"), {}}}));
    m_collector->addLink(linkCalled("byhand"));
    bool isReloaded = false;
    connect(&m_collector->application().bus(), &SignalBus::linksChanged, this, [&] { isReloaded = true; });
    Q_EMIT m_collector->application().commands().reloadRequested();
    QVERIFY(spinUntil([&] { return isReloaded; }));
    QVERIFY(add({{linkCalled("second"), {}}}));
    for (const char *code : {"old", "first", "byhand", "second"})
        QCOMPARE(click(code).status, 302);
}

void LinkServiceTest::groupsByCampaign()
{
    Link one = linkCalled("one");
    one.campaign = QStringLiteral("spring");
    Link two = linkCalled("two");
    two.campaign = QStringLiteral("spring");
    QVERIFY(add({{one, {}}, {two, {}}}));
    const auto campaigns = [&] {
        return answerTo<QList<LinkCampaign>>(
                   [&](const AskContext &who, const Answer<QList<LinkCampaign>> &answer) {
                       return questions().campaigns(who, answer);
                   })
            .value();
    };
    QCOMPARE(campaigns().size(), 1);
    QCOMPARE(campaigns().constFirst().links, 2);
    QCOMPARE(campaigns().constFirst().concludedAt, 0);
    const auto conclude = [&](const char *name) {
        return answerTo<void>([&](const AskContext &who, const Answer<void> &answer) {
            return questions().setConcluded(QString::fromLatin1(name), true, who, answer);
        });
    };
    QVERIFY(conclude("spring"));
    QVERIFY(campaigns().constFirst().concludedAt > 0);
    QCOMPARE(conclude("winter").error().code, QStringLiteral("campaign_not_found"));
    QCOMPARE(click("one").status, 302);
}

QTEST_GUILESS_MAIN(LinkServiceTest)
#include "tst_linkservice.moc"
