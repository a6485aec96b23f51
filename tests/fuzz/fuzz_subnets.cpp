// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/subnets.h"
#include "tests/fuzz/fuzzcheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QString text = QString::fromUtf8(viewOf(data, size));
    const auto subnets = Subnets::parse(text);
    if (!subnets) {
        require(!subnets.error().message.isEmpty(), "a refusal says why");
        return 0;
    }
    for (const NamedSubnet &subnet : subnets->networks()) {
        require(!subnet.name.isEmpty() && subnet.name.size() <= 100, "a name is bounded");
        const NamedSubnet *found = subnets->find(subnet.network);
        require(found && found->bits >= subnet.bits, "a network finds itself or one inside");
    }
    const auto again = Subnets::parse(subnets->toText());
    require(again && again->networks() == subnets->networks(), "what is written reads as the same");
    return 0;
}
