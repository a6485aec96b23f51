// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/bubblescale.h"
#include "ui/map/colorscale.h"
#include "ui/map/heatfield.h"
#include "ui/map/labelplacer.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <cmath>

namespace {

using Light = std::array<double, 3>; ///< red, green, blue in linear light, 0–1
using Matrix = std::array<std::array<double, 3>, 3>;

// Machado, Oliveira, Fernandes: "A Physiologically-based Model for Simulation of Color Vision Deficiency",
// 2009, at full severity.
constexpr Matrix kProtanopia {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia {
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

constexpr Matrix kNormal {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr std::array<Matrix, 4> kEyes {kNormal, kProtanopia, kDeuteranopia, kTritanopia};

/// The matrices work on light, not on the encoded numbers of sRGB (IEC 61966-2-1).
Light seenThrough(const Matrix &eye, const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const Light light {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
    Light seen {};
    for (std::size_t row = 0; row < 3; ++row) {
        double sum = 0;
        for (std::size_t column = 0; column < 3; ++column)
            sum += eye[row][column] * light[column];
        seen[row] = std::clamp(sum, 0.0, 1.0);
    }
    return seen;
}

/// Relative luminance (WCAG 2.1).
double luminance(const Light &light)
{
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
}

/// Contrast ratio (WCAG 2.1), 1 = equally light.
double contrast(const Light &one, const Light &other)
{
    const auto [less, more] = std::minmax({luminance(one), luminance(other)});
    return (more + 0.05) / (less + 0.05);
}

} // namespace

class MapColoursTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lightnessTellsAllThatColoursTell_data();
    void lightnessTellsAllThatColoursTell();
    void theFewestStandOffTheLand_data();
    void theFewestStandOffTheLand();
    void logarithmsFillTheScale();
    void ticksAreRoundAndFew();
    void classesHoldAboutAsMany();
    void equalValuesShareAClass();
    void manyEqualValuesLeaveClassesForTheOthers();
    void classesOfAnyValuesAreSound();
    void boundsAreRoundWhereThatMovesNobody();
    void nothingHasNoColour();
    void aLonePlaceIsAsDenseAsItCounts();
    void heatHasTheColoursOfItsScale_data();
    void heatHasTheColoursOfItsScale();
    void thePeakLiesInThePicture();
    void densitiesAddUp();
    void theBellIsRound();
    void manyPointsAreAsDenseAsOneOfTheirWeight();
    void heatTakesAnything();
    void heatCanBeGivenUp();
    void areasStandForNumbers();
    void namesNeverOverlap();
    void importantNamesComeFirst();
};

void MapColoursTest::lightnessTellsAllThatColoursTell_data()
{
    QTest::addColumn<bool>("isHeat");
    QTest::addColumn<bool>("dark");
    QTest::newRow("heat, dark") << true << true;
    QTest::newRow("heat, light") << true << false;
    QTest::newRow("countries, dark") << false << true;
    QTest::newRow("countries, light") << false << false;
}

void MapColoursTest::lightnessTellsAllThatColoursTell()
{
    QFETCH(const bool, isHeat);
    QFETCH(const bool, dark);
    const ColorRamp ramp = isHeat ? heatRamp(dark) : countryRamp(dark);
    for (const Matrix &eye : kEyes) {
        double before = luminance(seenThrough(eye, ramp.at(0)));
        for (int step = 1; step <= 20; ++step) {
            const double now = luminance(seenThrough(eye, ramp.at(step / 20.0)));
            // The many stand off the ground: bright on dark, dark on light.
            QVERIFY2(dark ? now > before : now < before, qPrintable(QString::number(step)));
            before = now;
        }
        for (int number = 0; number + 1 < 6; ++number) {
            const Light one = seenThrough(eye, ramp.at(number / 5.0));
            QVERIFY(contrast(one, seenThrough(eye, ramp.at((number + 1) / 5.0))) > 1.2); // neighbours differ
        }
    }
}

void MapColoursTest::theFewestStandOffTheLand_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QColor>("ground");
    QTest::newRow("dark land") << true << QColor(0x222c36);
    QTest::newRow("dark window") << true << QColor(0x0f1317);
    QTest::newRow("light land") << false << QColor(0xdfe5eb);
    QTest::newRow("light window") << false << QColor(0xf6f7f9);
}

void MapColoursTest::theFewestStandOffTheLand()
{
    QFETCH(const bool, dark);
    QFETCH(const QColor, ground);
    for (const Matrix &eye : kEyes) {
        const Light land = seenThrough(eye, ground);
        QVERIFY(contrast(seenThrough(eye, countryRamp(dark).at(0)), land) > 1.25);
        QVERIFY(contrast(seenThrough(eye, heatRamp(dark).at(0)), land) > 1.25);
    }
}

void MapColoursTest::logarithmsFillTheScale()
{
    const ColorScale scale = ColorScale::logarithmic(10'000, heatRamp(true));
    QCOMPARE(scale.share(1), 0.0);
    QVERIFY(qAbs(scale.share(100) - 0.5) < 1e-12);
    QCOMPARE(scale.share(10'000), 1.0);
    QCOMPARE(scale.share(20'000), 1.0);
    QVERIFY(scale.share(0.5) < 0);
    QVERIFY(ColorScale::logarithmic(qQNaN(), heatRamp(true)).ticks().isEmpty());
}

void MapColoursTest::ticksAreRoundAndFew()
{
    for (const double most : {1.0, 2.0, 7.0, 30.0, 999.0, 30'211.0, 4e7}) {
        const QList<ScaleTick> ticks = ColorScale::logarithmic(most, heatRamp(true)).ticks();
        QVERIFY(!ticks.isEmpty() && ticks.size() <= 5);
        QCOMPARE(ticks.constFirst().value, 1.0);
        QCOMPARE(ticks.constLast().value, most);
        for (qsizetype i = 1; i < ticks.size(); ++i) {
            QVERIFY(ticks.at(i).value > ticks.at(i - 1).value);
            QVERIFY(ticks.at(i).share > ticks.at(i - 1).share);
        }
    }
}

void MapColoursTest::classesHoldAboutAsMany()
{
    QList<double> values;
    for (int i = 1; i <= 60; ++i)
        values.append(i * i);
    const ColorScale scale = ColorScale::quantiles(values, 6, countryRamp(true));
    QCOMPARE(scale.bounds().size(), 6);
    std::array<int, 6> members {};
    for (const double value : values)
        ++members[static_cast<std::size_t>(scale.classOf(value))];
    for (const int count : members)
        QCOMPARE(count, 10);
    QCOMPARE(scale.classOf(3600), 5);
    QVERIFY(scale.classColour(0) != scale.classColour(5));
}

void MapColoursTest::equalValuesShareAClass()
{
    const ColorScale scale = ColorScale::quantiles({1, 1, 1, 1, 1, 1, 1, 9}, 4, countryRamp(true));
    QCOMPARE(scale.classOf(1), 0);
    QCOMPARE(scale.bounds().size(), 2);
    QCOMPARE(scale.classOf(9), 1);
    const ColorScale one = ColorScale::quantiles({5, 5}, 6, countryRamp(true));
    QCOMPARE(one.bounds(), QList<double>({5}));
    QVERIFY(one.colour(5).isValid());
}

void MapColoursTest::manyEqualValuesLeaveClassesForTheOthers()
{
    // As in most weeks: many countries with one visitor. Six different values, two for each class.
    QList<double> values(40, 1.0);
    values << 2 << 2 << 3 << 4 << 8 << 20;
    const ColorScale scale = ColorScale::quantiles(values, 3, countryRamp(true));
    QCOMPARE(scale.bounds(), QList<double>({1, 3, 5}));
    for (const auto &[value, number] : {std::pair(1, 0), std::pair(2, 0), std::pair(3, 1), std::pair(4, 1),
                                        std::pair(8, 2), std::pair(20, 2)})
        QCOMPARE(scale.classOf(value), number);
    // No more classes than there are values.
    QCOMPARE(ColorScale::quantiles({1, 1, 7, 7}, 6, countryRamp(true)).bounds().size(), 2);
}

void MapColoursTest::classesOfAnyValuesAreSound()
{
    QRandomGenerator random(20261126);
    for (int round = 0; round < 300; ++round) {
        QList<double> values;
        const int count = 1 + random.bounded(120);
        const double spread = 1 + random.bounded(9.0);
        for (int i = 0; i < count; ++i)
            values.append(std::floor(std::exp(random.bounded(spread))));
        const int wanted = 1 + random.bounded(7);
        const ColorScale scale = ColorScale::quantiles(values, wanted, countryRamp(true));
        std::ranges::sort(values);
        values.erase(std::unique(values.begin(), values.end()), values.end());
        // As many classes as asked for and there can be, each with its part of the different values.
        const auto classes = static_cast<int>(std::min<qsizetype>(wanted, values.size()));
        QCOMPARE(scale.bounds().size(), classes);
        std::vector<int> members(static_cast<std::size_t>(classes));
        for (const double value : std::as_const(values))
            ++members.at(static_cast<std::size_t>(scale.classOf(value)));
        const auto [least, most] = std::ranges::minmax(members);
        QVERIFY(least >= 1 && most - least <= 1);
    }
}

void MapColoursTest::boundsAreRoundWhereThatMovesNobody()
{
    // 973 begins the upper half; nothing lies between 12 and it, so 500 does as well.
    const ColorScale scale = ColorScale::quantiles({3, 12, 973, 2000}, 2, countryRamp(true));
    QCOMPARE(scale.bounds(), QList<double>({3, 500}));
    QCOMPARE(scale.classOf(12), 0);
    QCOMPARE(scale.classOf(973), 1);
}

void MapColoursTest::nothingHasNoColour()
{
    const ColorScale scale = ColorScale::quantiles({qQNaN(), -1, 0, qInf()}, 6, countryRamp(true));
    QVERIFY(scale.bounds().isEmpty());
    QVERIFY(!scale.colour(0).isValid());
    QVERIFY(!ColorScale::quantiles({1, 2}, 6, countryRamp(true)).colour(0).isValid());
}

void MapColoursTest::aLonePlaceIsAsDenseAsItCounts()
{
    const HeatPicture heat = HeatField::render({{100, 80, 250}}, {200, 160}, 24, heatRamp(true));
    QVERIFY2(qAbs(heat.peak - 250) < 0.5, qPrintable(QString::number(heat.peak)));
    QCOMPARE(heat.image.size(), QSize(200, 160));
    QVERIFY(qAlpha(heat.image.pixel(100, 80)) > 200);
    QCOMPARE(qAlpha(heat.image.pixel(2, 2)), 0); // far away is nothing
}

void MapColoursTest::heatHasTheColoursOfItsScale_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<float>("most");
    for (const float most : {1.F, 2.F, 5.F, 10.F, 300.F, 30'000.F}) {
        QTest::addRow("dark, %g", static_cast<double>(most)) << true << most;
        QTest::addRow("light, %g", static_cast<double>(most)) << false << most;
    }
}

void MapColoursTest::heatHasTheColoursOfItsScale()
{
    QFETCH(const bool, dark);
    QFETCH(const float, most);
    // Lone places far apart: what is painted in the middle of each is what a legend says of its number.
    const float some = std::max(1.F, std::round(std::sqrt(most)));
    const std::vector<HeatPoint> places {{50, 50, 1}, {150, 50, some}, {250, 50, most}};
    const HeatPicture heat = HeatField::render(places, {300, 100}, 24, heatRamp(dark));
    for (const HeatPoint &place : places) {
        const QRgb pixel = heat.image.pixel(static_cast<int>(place.x), static_cast<int>(place.y));
        QVERIFY(qAlpha(pixel) > 30);
        const QRgb seen = qUnpremultiply(pixel);
        const QColor said = heat.scale.colour(place.weight);
        // The ramp begins with a rounded corner, the middle of a cell is up to a pixel from the place.
        constexpr int kSlack = 24;
        const int off = std::max({std::abs(qRed(seen) - said.red()), std::abs(qGreen(seen) - said.green()),
                                  std::abs(qBlue(seen) - said.blue())});
        QVERIFY2(off <= kSlack,
                 qPrintable(QStringLiteral("%1: painted %2, said %3")
                                .arg(place.weight)
                                .arg(QColor(seen).name(), said.name())));
    }
}

void MapColoursTest::thePeakLiesInThePicture()
{
    // A crowd 20 pixels outside: of a bell of standard deviation 8 there are exp(-20² / 128) = 4.4 % left.
    const HeatPicture heat = HeatField::render({{50, 50, 2}, {-20, 50, 5000}}, {200, 100}, 24,
                                               heatRamp(true));
    QVERIFY2(heat.peak > 100 && heat.peak < 300, qPrintable(QString::number(heat.peak)));
    QCOMPARE(HeatField::render({{-35, 50, 10}}, {200, 100}, 24, heatRamp(true)).peak, 0.0); // nothing to see
}

void MapColoursTest::densitiesAddUp()
{
    const double apart =
        HeatField::render({{50, 80, 10}, {150, 80, 10}}, {200, 160}, 24, heatRamp(true)).peak;
    const double together =
        HeatField::render({{100, 80, 10}, {100, 80, 10}}, {200, 160}, 24, heatRamp(true)).peak;
    QVERIFY(qAbs(together / apart - 2) < 0.05);
}

void MapColoursTest::theBellIsRound()
{
    const QImage image = HeatField::render({{100, 100, 5000}}, {200, 200}, 24, heatRamp(true)).image;
    for (const double distance : {12.0, 20.0, 26.0}) {
        const int straight = qAlpha(image.pixel(100 + qRound(distance), 100));
        const int aslant =
            qAlpha(image.pixel(100 + qRound(distance * M_SQRT1_2), 100 + qRound(distance * M_SQRT1_2)));
        QVERIFY2(qAbs(straight - aslant) <= 24,
                 qPrintable(QStringLiteral("%1 %2").arg(straight).arg(aslant)));
    }
}

void MapColoursTest::manyPointsAreAsDenseAsOneOfTheirWeight()
{
    const std::vector<HeatPoint> many(1000, HeatPoint {101, 77, 1});
    const HeatPicture sum = HeatField::render({{101, 77, 1000}}, {200, 160}, 24, heatRamp(false));
    const HeatPicture parts = HeatField::render(many, {200, 160}, 24, heatRamp(false));
    QVERIFY(qAbs(sum.peak - parts.peak) < 0.01 * sum.peak);
}

void MapColoursTest::heatTakesAnything()
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const std::vector<HeatPoint> odd {{nan, 1, 1},      {1, nan, 1},         {1, 1, nan},
                                      {infinity, 1, 1}, {1, 1, infinity},    {1, 1, -4},
                                      {1e30F, 1, 1},    {-1e30F, -1e30F, 1}, {5, 5, 0}};
    QVERIFY(HeatField::render(odd, {50, 50}, 10, heatRamp(true)).image.isNull());
    QVERIFY(HeatField::render({{1, 1, 1}}, {0, 0}, 10, heatRamp(true)).image.isNull());
    QVERIFY(HeatField::render({{1, 1, 1}}, {-5, 10}, 10, heatRamp(true)).image.isNull());
    QVERIFY(HeatField::render({{1, 1, 1}}, {50, 50}, 0, heatRamp(true)).image.isNull());
    QVERIFY(HeatField::render({{1, 1, 1}}, {50, 50}, qQNaN(), heatRamp(true)).image.isNull());
    QVERIFY(HeatField::render({}, {50, 50}, 10, heatRamp(true)).image.isNull());
    QVERIFY(!HeatField::render({{0, 0, 1}, {49, 49, 1}}, {50, 50}, 200, heatRamp(true)).image.isNull());
}

void MapColoursTest::heatCanBeGivenUp()
{
    const std::atomic<bool> isGivenUp = true;
    QVERIFY(HeatField::render({{1, 1, 1}}, {50, 50}, 10, heatRamp(true), &isGivenUp).image.isNull());
}

void MapColoursTest::areasStandForNumbers()
{
    const double large = bubbleRadius(1000, 1000);
    const double quarter = bubbleRadius(250, 1000);
    QVERIFY(qAbs(large / quarter - 2) < 1e-9);
    QVERIFY(bubbleRadius(1, 1e9) > 1); // still to be seen
    QCOMPARE(bubbleRadius(qQNaN(), 10), bubbleRadius(0, 10));
    QCOMPARE(bubbleTicks(2681), QList<double>({2681, 700, 100}));
    QCOMPARE(bubbleTicks(1), QList<double>({1}));
    QVERIFY(bubbleTicks(0).isEmpty());
}

void MapColoursTest::namesNeverOverlap()
{
    QRandomGenerator random(20261125);
    const QRectF view(0, 0, 800, 400);
    for (int round = 0; round < 40; ++round) {
        std::vector<LabelAnchor> anchors;
        for (int i = 0; i < 200; ++i)
            anchors.push_back({QPointF(random.bounded(800), random.bounded(400)), 2.0 + random.bounded(12),
                               QSizeF(20 + random.bounded(80), 15)});
        const auto places = placeLabels(anchors, view, 60);
        QCOMPARE(places.size(), anchors.size());
        std::vector<QRectF> taken;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!places[i])
                continue;
            QVERIFY(view.contains(*places[i]));
            for (const QRectF &other : taken)
                QVERIFY(!other.intersects(*places[i]));
            for (std::size_t j = 0; j < i; ++j) {
                const double radius = anchors[j].radius;
                QVERIFY(!QRectF(anchors[j].place, QSizeF())
                             .adjusted(-radius, -radius, radius, radius)
                             .intersects(*places[i]));
            }
            taken.push_back(*places[i]);
        }
        QVERIFY(taken.size() > 10 && taken.size() <= 60);
    }
}

void MapColoursTest::importantNamesComeFirst()
{
    const std::vector<LabelAnchor> same(3, LabelAnchor {{100, 50}, 4, {30, 12}});
    const auto places = placeLabels(same, {0, 0, 200, 100}, 1);
    QVERIFY(places[0] && !places[1] && !places[2]);
    QCOMPARE(places[0]->left(), 104.0); // to the right, where one reads on
    QVERIFY(!placeLabels({{{198, 50}, 4, {300, 12}}}, {0, 0, 200, 100}, 5)[0]); // no room at all
}

QTEST_GUILESS_MAIN(MapColoursTest)
#include "tst_mapcolours.moc"
