// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/labelplacer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace {

constexpr std::size_t kMostDots = 400; ///< that names keep clear of; the others are the smallest ones
/// Radius with its gap: what is larger would be taken for the owner of a name over it.
constexpr double kLeastSeen = 5;

QRectF dotOf(const LabelAnchor &anchor)
{
    return QRectF(anchor.place, QSizeF())
        .adjusted(-anchor.radius, -anchor.radius, anchor.radius, anchor.radius);
}

std::array<QRectF, 8> candidates(const LabelAnchor &anchor)
{
    const double width = anchor.text.width();
    const double height = anchor.text.height();
    const double right = anchor.place.x() + anchor.radius;
    const double left = anchor.place.x() - anchor.radius - width;
    const double above = anchor.place.y() - anchor.radius - height;
    const double below = anchor.place.y() + anchor.radius;
    const double middle = anchor.place.y() - height / 2;
    const double centred = anchor.place.x() - width / 2;
    // Corners touch the circle, not the square around it.
    const double inset = anchor.radius * (1 - M_SQRT1_2);
    const auto box = [&](double x, double y) { return QRectF(x, y, width, height); };
    return {box(right, middle),
            box(left, middle),
            box(centred, above),
            box(centred, below),
            box(right - inset, above + inset),
            box(right - inset, below - inset),
            box(left + inset, above + inset),
            box(left + inset, below - inset)};
}

/// Where a name may stand apart from its dot, the nearest first.
std::vector<QRectF> candidatesApart(const LabelAnchor &anchor)
{
    std::vector<QRectF> boxes;
    for (const double gap : {10.0, 20.0, 32.0, 46.0}) {
        for (const int degrees : {0, 180, 30, 330, 150, 210, 60, 300, 120, 240, 90, 270}) {
            const double angle = degrees * M_PI / 180;
            const QPointF end = anchor.place
                + QPointF(std::cos(angle), -std::sin(angle)) * (anchor.radius + gap);
            const double width = anchor.text.width();
            const double height = anchor.text.height();
            const bool isBeside = std::abs(std::cos(angle)) > 0.3;
            const double x = !isBeside ? end.x() - width / 2
                : std::cos(angle) > 0  ? end.x()
                                       : end.x() - width;
            const double y = isBeside ? end.y() - height / 2
                : std::sin(angle) > 0 ? end.y() - height
                                      : end.y();
            boxes.emplace_back(x, y, width, height);
        }
    }
    return boxes;
}

/// Small areas along a line, for what must not cross it.
std::vector<QRectF> beadsOf(const QLineF &line)
{
    constexpr int kBeads = 6;
    std::vector<QRectF> beads;
    for (int i = 1; i < kBeads && !line.isNull(); ++i)
        beads.push_back(QRectF(line.pointAt(double(i) / kBeads), QSizeF()).adjusted(-1.5, -1.5, 1.5, 1.5));
    return beads;
}

/// Finds places for names, one after the other.
class Placing final
{
public:
    /// The first `certain` dots are covered by no name.
    Placing(const std::vector<LabelAnchor> &anchors, const QRectF &view, std::vector<QRectF> taken,
            std::size_t certain) :
        m_anchors(anchors),
        m_dots(std::min(anchors.size(), kMostDots)),
        m_certain(certain),
        m_isCovered(m_dots),
        m_view(view),
        m_taken(std::move(taken))
    {
    }

    std::size_t dots() const { return m_dots; }
    bool isCovered(std::size_t i) const { return m_isCovered[i]; }
    /// Touches its dot; the smallest dots may be covered, but not if there is another free side.
    std::optional<QRectF> beside(std::size_t i) const
    {
        std::optional<QRectF> best;
        for (const QRectF &candidate : candidates(m_anchors[i])) {
            const std::optional<double> covered = coveredBy(candidate, i, kLeastSeen);
            if (!covered || isTaken(candidate))
                continue;
            if (!best || *covered == 0)
                best = candidate;
            if (*covered == 0)
                break;
        }
        return best;
    }
    /// Covers nothing that is seen; its line crosses no name.
    std::optional<QRectF> apart(std::size_t i) const
    {
        for (const QRectF &candidate : candidatesApart(m_anchors[i])) {
            if (!isTaken(candidate) && coveredBy(candidate, i, kLeastSeen)
                && std::ranges::none_of(beadsOf(leaderOf(m_anchors[i], candidate)),
                                        [this](const QRectF &bead) { return crosses(bead); }))
                return candidate;
        }
        return std::nullopt;
    }
    /// Touches its dot and covers as little as possible of less important ones.
    std::optional<QRectF> over(std::size_t i) const
    {
        std::optional<QRectF> best;
        double least = 0;
        for (const QRectF &candidate : candidates(m_anchors[i])) {
            const std::optional<double> covered = coveredBy(candidate, i, kAnySize);
            if (covered && !isTaken(candidate) && (!best || *covered < least)) {
                best = candidate;
                least = *covered;
            }
        }
        return best;
    }
    void take(std::size_t i, const QRectF &name)
    {
        for (std::size_t j = i + 1; j < m_dots; ++j)
            m_isCovered[j] = m_isCovered[j] || dotOf(m_anchors[j]).intersects(name);
        m_taken.push_back(name);
        std::ranges::copy(beadsOf(leaderOf(m_anchors[i], name)), std::back_inserter(m_taken));
    }

private:
    static constexpr double kAnySize = 1e9;

    bool crosses(const QRectF &area) const
    {
        return std::ranges::any_of(m_taken, [&area](const QRectF &name) { return name.intersects(area); });
    }
    bool isTaken(const QRectF &area) const { return !m_view.contains(area) || crosses(area); }
    /// The sum of the radii of what a name covers; nothing when it would cover what must be seen: an earlier
    /// dot, one that is certain to have a name, or one that is larger than `largest`.
    std::optional<double> coveredBy(const QRectF &name, std::size_t own, double largest) const
    {
        double covered = 0;
        for (std::size_t j = 0; j < m_dots; ++j) {
            if (j == own || !dotOf(m_anchors[j]).intersects(name))
                continue;
            if (j < own || j < m_certain || m_anchors[j].radius > largest)
                return std::nullopt;
            covered += m_anchors[j].radius;
        }
        return covered;
    }

    const std::vector<LabelAnchor> &m_anchors;
    std::size_t m_dots;
    std::size_t m_certain;
    std::vector<bool> m_isCovered;
    QRectF m_view;
    std::vector<QRectF> m_taken;
};

} // namespace

QLineF leaderOf(const LabelAnchor &anchor, const QRectF &name)
{
    const QPointF nearest(std::clamp(anchor.place.x(), name.left(), name.right()),
                          std::clamp(anchor.place.y(), name.top(), name.bottom()));
    QLineF line(anchor.place, nearest);
    constexpr double kTouches = 2;
    if (line.length() <= anchor.radius + kTouches)
        return {};
    line.setP1(line.pointAt(anchor.radius / line.length()));
    return line;
}

std::vector<std::optional<QRectF>> placeLabels(const std::vector<LabelAnchor> &anchors, const QRectF &view,
                                               std::size_t most, std::vector<QRectF> taken,
                                               std::size_t certain)
{
    std::vector<std::optional<QRectF>> places(anchors.size());
    Placing placing(anchors, view, std::move(taken), certain);
    std::size_t placed = 0;
    for (std::size_t i = 0; i < placing.dots() && placed < most; ++i) {
        // A name of what is covered would seem to belong to nothing, and the one over its dot to it.
        if (placing.isCovered(i) || anchors[i].text.isEmpty())
            continue;
        places[i] = placing.beside(i);
        if (!places[i] && i < certain)
            places[i] = placing.apart(i);
        if (!places[i] && i < certain)
            places[i] = placing.over(i);
        if (!places[i])
            continue;
        placing.take(i, *places[i]);
        ++placed;
    }
    return places;
}
