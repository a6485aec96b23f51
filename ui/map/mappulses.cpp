// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mappulses.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

constexpr int kFrames = 28;
constexpr double kRadius = 17; ///< of the ring when it fades, in pixels
constexpr double kCell = 2 * kRadius + 4;
constexpr int kStillFrame = 4; ///< a small ring around its dot
constexpr std::size_t kLookBack = 400; ///< pulses that may absorb another hit, at most

double easedOut(double share)
{
    const double rest = 1 - share;
    return 1 - rest * rest * rest;
}

QColor withAlpha(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(std::clamp(alpha, 0.0, 1.0)));
    return colour;
}

} // namespace

void MapPulses::add(const QPointF &place, qint64 now)
{
    const std::size_t oldest = m_pulses.size() - std::min(m_pulses.size(), kLookBack);
    for (std::size_t i = m_pulses.size(); i > oldest && now - m_pulses[i - 1].bornAt <= kMergeMs; --i) {
        if (m_pulses[i - 1].place == place) {
            ++m_pulses[i - 1].hits;
            return;
        }
    }
    if (m_pulses.size() == kMost)
        m_pulses.pop_front();
    m_pulses.push_back({place, now, 1});
}

bool MapPulses::advance(qint64 now)
{
    while (!m_pulses.empty() && now - m_pulses.front().bornAt >= kLifeMs)
        m_pulses.pop_front();
    return !m_pulses.empty();
}

/// Ring and dot of each moment, drawn once: a thousand of them are then copies of small pictures.
void MapPulses::drawFrames(const QColor &colour, qreal ratio)
{
    m_colour = colour;
    m_ratio = ratio;
    m_frames = QPixmap(static_cast<int>(std::ceil(kFrames * kCell * ratio)),
                       static_cast<int>(std::ceil(kCell * ratio)));
    m_frames.fill(Qt::transparent);
    QPainter painter(&m_frames);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(ratio, ratio);
    for (int frame = 0; frame < kFrames; ++frame) {
        const double share = static_cast<double>(frame) / kFrames;
        const QPointF centre((frame + 0.5) * kCell, kCell / 2);
        const double radius = 2.5 + (kRadius - 2.5) * easedOut(share);
        const double strength = (1 - share) * (1 - share);
        painter.setPen(QPen(withAlpha(colour, 0.9 * strength), 1.0 + strength));
        painter.setBrush(withAlpha(colour, 0.16 * strength));
        painter.drawEllipse(centre, radius, radius);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(colour, std::min(1.0, 1.6 * (1 - share))));
        painter.drawEllipse(centre, 2.4, 2.4);
    }
}

void MapPulses::paint(QPainter &painter, const QTransform &toView, const QColor &colour, qint64 now,
                      bool isStill)
{
    if (m_pulses.empty())
        return;
    const qreal ratio = painter.device()->devicePixelRatio();
    if (colour != m_colour || ratio != m_ratio)
        drawFrames(colour, ratio);
    std::vector<QPainter::PixmapFragment> fragments;
    fragments.reserve(m_pulses.size());
    for (const Pulse &pulse : m_pulses) {
        const double share = std::clamp(static_cast<double>(now - pulse.bornAt) / kLifeMs, 0.0, 0.999);
        const int frame = isStill ? kStillFrame : static_cast<int>(share * kFrames);
        const double size = 1 + std::min(1.0, std::log2(static_cast<double>(pulse.hits)) / 5);
        fragments.push_back(QPainter::PixmapFragment::create(
            toView.map(pulse.place), QRectF(frame * kCell * ratio, 0, kCell * ratio, kCell * ratio),
            size / ratio, size / ratio));
    }
    painter.drawPixmapFragments(fragments.data(), static_cast<int>(fragments.size()), m_frames);
}
