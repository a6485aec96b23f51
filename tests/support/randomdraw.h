// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtGlobal>

#include <random>

/// Draws for tests: the same seed gives the same draws with every standard library, which distributions of
/// <random> do not promise.
class RandomDraw final
{
public:
    explicit RandomDraw(quint64 seed) : m_engine(seed) { }

    quint64 bits() { return m_engine(); }
    /// Of [0, bound). REQUIRES: bound > 0.
    qint64 below(qint64 bound) { return static_cast<qint64>(m_engine() % static_cast<quint64>(bound)); }
    /// Of [from, to).
    qint64 between(qint64 from, qint64 to) { return from + below(to - from); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T>
    const T &of(const QList<T> &values)
    {
        return values.at(below(values.size()));
    }

private:
    std::mt19937_64 m_engine;
};
