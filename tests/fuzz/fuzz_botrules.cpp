// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/bot/botpolicy.h"
#include "tests/fuzz/fuzzcheck.h"

// First line: an agent; the rest: rules, one a line.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QStringList rules = QString::fromUtf8(viewOf(data, size)).split(u'\n');
    const QString agent = rules.takeFirst();
    const Result<BotPolicy> policy = BotPolicy::parse(rules);
    if (!policy) {
        require(!policy.error().message.isEmpty(), "a refusal says why");
        return 0;
    }
    BotEvidence evidence;
    for (const char *address : {"192.168.1.2", "2001:db8::1", "::ffff:10.1.2.3"})
        evidence.signs = policy->signsOf(QHostAddress(QString::fromLatin1(address)));
    const BotVerdict verdict = policy->judge(evidence, agent);
    require(verdict.isBot == (verdict.score >= 70), "the balanced threshold decides");
    require(verdict.isBot != verdict.category.isEmpty(), "a bot has a category");
    return 0;
}
