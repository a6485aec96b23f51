// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <span>

/// A stream of random numbers that is the same on every machine and with every library: SplitMix64,
/// integers only. The distributions of the standard library differ between its implementations.
class RandomStream
{
public:
    explicit constexpr RandomStream(quint64 seed) : m_state(seed) { }
    /// A separate stream for item `index` of the family `seed`.
    constexpr RandomStream(quint64 seed, quint64 index) : m_state(mixed(seed) ^ mixed(index + kGolden)) { }

    constexpr quint64 next() { return mixed(m_state += kGolden); }
    /// 0 … limit − 1. REQUIRES: limit > 0.
    constexpr quint32 below(quint32 limit) { return static_cast<quint32>(((next() >> 32) * limit) >> 32); }
    /// True once in `times` draws on average, for `share` given in 1/65536.
    constexpr bool chance(quint32 share65536) { return (next() >> 48) < share65536; }

    static constexpr quint64 mixed(quint64 z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

private:
    static constexpr quint64 kGolden = 0x9e3779b97f4a7c15ULL;
    quint64 m_state;
};

/// Draws an index in proportion to integer weights with one look-up.
class WeightedDraw
{
public:
    static constexpr std::size_t kSlots = 4096;

    /// REQUIRES: 1 to kSlots weights. Every item keeps at least one slot.
    explicit WeightedDraw(std::span<const quint32> weights)
    {
        quint64 total = 0;
        for (const quint32 weight : weights)
            total += weight;
        const std::size_t spare = kSlots - weights.size();
        std::size_t slot = 0;
        quint64 sum = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            sum += weights[i];
            const std::size_t end = i + 1 + static_cast<std::size_t>(sum * spare / total);
            while (slot < end)
                m_slots[slot++] = static_cast<quint16>(i);
        }
    }

    std::size_t draw(RandomStream &random) const { return m_slots[random.next() >> 52]; }

private:
    std::array<quint16, kSlots> m_slots {};
};
