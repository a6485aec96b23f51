// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/rejectreason.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace {

using Kind = RejectReasonInfo::Kind;
using Offer = RejectReasonInfo::Offer;

constexpr QLatin1StringView code(const char *text)
{
    return QLatin1StringView(text);
}

constexpr std::array<RejectReasonInfo, kRejectReasonCount> kReasons {{
    {RejectReason::Malformed, code("malformed"), QT_TRANSLATE_NOOP("RejectReason", "Malformed"),
     QT_TRANSLATE_NOOP("RejectReason", "The request could not be read as its protocol."),
     QT_TRANSLATE_NOOP(
         "RejectReason",
         "Compare what was sent with the documentation of the tag; an old or edited script is the "
         "usual cause."),
     Kind::RejectedOrRefused},
    {RejectReason::UnknownSite, code("unknown_site"), QT_TRANSLATE_NOOP("RejectReason", "Unknown site"),
     QT_TRANSLATE_NOOP("RejectReason", "No site has this key."),
     QT_TRANSLATE_NOOP(
         "RejectReason",
         "Create the site, or correct data-site in the snippet. Hits are stored from that moment "
         "on."),
     Kind::Rejected, 404, Offer::CreateSite},
    {RejectReason::OriginNotAllowed, code("origin_not_allowed"),
     QT_TRANSLATE_NOOP("RejectReason", "Origin not allowed"),
     QT_TRANSLATE_NOOP("RejectReason", "The page's host is not among the allowed hosts of the site."),
     QT_TRANSLATE_NOOP("RejectReason", "Add it to the site if it belongs to you."), Kind::Rejected, 0,
     Offer::AllowHost},
    {RejectReason::DoNotTrack, code("dnt"), QT_TRANSLATE_NOOP("RejectReason", "Do Not Track"),
     QT_TRANSLATE_NOOP("RejectReason", "The browser asked not to be tracked (DNT) and the site honours it."),
     QT_TRANSLATE_NOOP("RejectReason", "Nothing to do."), Kind::Rejected},
    {RejectReason::GlobalPrivacyControl, code("gpc"),
     QT_TRANSLATE_NOOP("RejectReason", "Global Privacy Control"),
     QT_TRANSLATE_NOOP("RejectReason", "The browser sent Global Privacy Control and the site honours it."),
     QT_TRANSLATE_NOOP("RejectReason", "Nothing to do."), Kind::Rejected},
    {RejectReason::UnknownEventType, code("unknown_event_type"),
     QT_TRANSLATE_NOOP("RejectReason", "Unknown event type"),
     QT_TRANSLATE_NOOP("RejectReason", "The tag sent a kind of hit that its protocol does not have."),
     QT_TRANSLATE_NOOP("RejectReason", "Update the tag, or send a type that the protocol has."),
     Kind::Rejected},
    {RejectReason::Duplicate, code("duplicate"), QT_TRANSLATE_NOOP("RejectReason", "Duplicate"),
     QT_TRANSLATE_NOOP(
         "RejectReason",
         "The same hit was sent again, which is what senders do when no answer reaches them. It is "
         "stored once."),
     QT_TRANSLATE_NOOP("RejectReason", "Nothing to do."), Kind::Rejected},
    {RejectReason::UnknownLink, code("unknown_link"), QT_TRANSLATE_NOOP("RejectReason", "Unknown link"),
     QT_TRANSLATE_NOOP("RejectReason", "Somebody followed a short link that does not exist."),
     QT_TRANSLATE_NOOP("RejectReason", "Add the link, or correct the address where it was published."),
     Kind::Rejected, 404},
    {RejectReason::UnknownPixel, code("unknown_pixel"), QT_TRANSLATE_NOOP("RejectReason", "Unknown pixel"),
     QT_TRANSLATE_NOOP("RejectReason", "A page or a mail asked for a tracking pixel that does not exist."),
     QT_TRANSLATE_NOOP("RejectReason",
                       "Add the pixel, take it up again if it is archived, or remove it where it was put."),
     Kind::Rejected, 404},
    {RejectReason::LinkOver, code("link_over"), QT_TRANSLATE_NOOP("RejectReason", "Link is over"),
     QT_TRANSLATE_NOOP("RejectReason",
                       "Somebody followed a short link that has expired, had all its clicks or is archived."),
     QT_TRANSLATE_NOOP(
         "RejectReason",
         "Nothing to do, unless people should still arrive: give the link more time or clicks, or an "
         "address for when it is over."),
     Kind::Rejected, 410},
    {RejectReason::WrongPassword, code("wrong_password"), QT_TRANSLATE_NOOP("RejectReason", "Wrong password"),
     QT_TRANSLATE_NOOP("RejectReason", "Somebody tried a wrong password of a short link."),
     QT_TRANSLATE_NOOP(
         "RejectReason",
         "Nothing to do: after five wrong ones a client waits 15 minutes. Give the password again to "
         "those who should have it."),
     Kind::Rejected, 401},
    {RejectReason::PeakRate, code("peak_rate"), QT_TRANSLATE_NOOP("RejectReason", "Peak rate"),
     QT_TRANSLATE_NOOP("RejectReason", "Too many events of this site came within a minute."),
     QT_TRANSLATE_NOOP("RejectReason",
                       "Spread them out, or send them to /api/v1/hits, which has no limit for each site."),
     Kind::Rejected},
    {RejectReason::QueueOverflow, code("queue_overflow"), QT_TRANSLATE_NOOP("RejectReason", "Queue overflow"),
     QT_TRANSLATE_NOOP("RejectReason", "Hits came faster than the disk could store them."),
     QT_TRANSLATE_NOOP("RejectReason",
                       "See what else keeps the disk busy. Senders that were told to try again need nothing "
                       "more."),
     Kind::RejectedOrRefused},
    {RejectReason::RateLimited, code("rate_limited"), QT_TRANSLATE_NOOP("RejectReason", "Rate limited"),
     QT_TRANSLATE_NOOP("RejectReason", "One client sent more in a minute than it may."),
     QT_TRANSLATE_NOOP(
         "RejectReason",
         "If all visitors come through one proxy, declare it as trusted, so that each has a limit of "
         "its own. If one program sends for many, let it send batches."),
     Kind::Refused, 429},
    {RejectReason::StorageFailed, code("storage_failed"), QT_TRANSLATE_NOOP("RejectReason", "Storage failed"),
     QT_TRANSLATE_NOOP("RejectReason", "The store could not take hits; the status bar says why."),
     QT_TRANSLATE_NOOP("RejectReason",
                       "Senders were told to try again, and what they were told that about is not stored."),
     Kind::Refused, 503},
    {RejectReason::BodyTooLarge, code("body_too_large"), QT_TRANSLATE_NOOP("RejectReason", "Body too large"),
     QT_TRANSLATE_NOOP("RejectReason", "The body of the request is larger than 1 MiB."),
     QT_TRANSLATE_NOOP("RejectReason", "Send smaller batches."), Kind::Refused, 413},
    {RejectReason::UrlTooLong, code("url_too_long"), QT_TRANSLATE_NOOP("RejectReason", "URL too long"),
     QT_TRANSLATE_NOOP("RejectReason", "The request line is longer than 8 KiB."),
     QT_TRANSLATE_NOOP("RejectReason", "Send the data in the body of a POST instead."), Kind::Refused, 414},
    {RejectReason::HeadersTooLarge, code("headers_too_large"),
     QT_TRANSLATE_NOOP("RejectReason", "Headers too large"),
     QT_TRANSLATE_NOOP("RejectReason", "The request has more than 64 KiB or 128 lines of headers."),
     QT_TRANSLATE_NOOP("RejectReason", "Send fewer; large cookies are the usual cause."), Kind::Refused, 431},
    {RejectReason::Timeout, code("timeout"), QT_TRANSLATE_NOOP("RejectReason", "Timeout"),
     QT_TRANSLATE_NOOP("RejectReason", "The request did not arrive in time."),
     QT_TRANSLATE_NOOP("RejectReason",
                       "A slow or broken connection is the usual cause; the sender may send it again."),
     Kind::Refused, 408},
    {RejectReason::TooManyConnections, code("too_many_connections"),
     QT_TRANSLATE_NOOP("RejectReason", "Too many connections"),
     QT_TRANSLATE_NOOP("RejectReason", "All connections, or those of one address, were taken."),
     QT_TRANSLATE_NOOP(
         "RejectReason",
         "Let senders keep one connection open and use it again. If all visitors come through one "
         "proxy, declare it as trusted."),
     Kind::Refused, 503},
    {RejectReason::StreamStalled, code("stream_stalled"), QT_TRANSLATE_NOOP("RejectReason", "Stream stalled"),
     QT_TRANSLATE_NOOP("RejectReason", "The reader of a stream or download took nothing for 30 seconds."),
     QT_TRANSLATE_NOOP("RejectReason", "Open it again; a computer that went to sleep is the usual cause."),
     Kind::StreamEnded, 200},
    {RejectReason::StreamGaveWay, code("stream_gave_way"),
     QT_TRANSLATE_NOOP("RejectReason", "Stream gave way"),
     QT_TRANSLATE_NOOP("RejectReason",
                       "A stream or download whose reader lagged was ended, because all connections were "
                       "taken."),
     QT_TRANSLATE_NOOP("RejectReason", "Open it again when fewer readers are connected."), Kind::StreamEnded,
     200},
    {RejectReason::FieldChanged, code("field_changed"), QT_TRANSLATE_NOOP("RejectReason", "Field changed"),
     QT_TRANSLATE_NOOP("RejectReason",
                       "These hits are stored. A field of them could not be kept as it was sent."),
     QT_TRANSLATE_NOOP("RejectReason",
                       "The detail says which field it was and what was done to it; correct what the tag "
                       "sends."),
     Kind::Remark},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kReasons.size(); ++i) {
        if (static_cast<std::size_t>(kReasons[i].reason) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder(), "infoOf() takes the number of a reason for its row");

} // namespace

bool RejectReasonInfo::mayBe(Rejection::Outcome outcome) const
{
    switch (outcome) {
    case Rejection::Outcome::Rejected: return kind == Kind::Rejected || kind == Kind::RejectedOrRefused;
    case Rejection::Outcome::Refused:
        return kind == Kind::Refused || kind == Kind::RejectedOrRefused || kind == Kind::StreamEnded;
    case Rejection::Outcome::Remark: return kind == Kind::Remark;
    }
    return false;
}

std::span<const RejectReasonInfo> rejectReasons()
{
    return kReasons;
}

const RejectReasonInfo &infoOf(RejectReason reason)
{
    return kReasons[static_cast<std::size_t>(reason)];
}

QLatin1StringView codeOf(RejectReason reason)
{
    return infoOf(reason).code;
}

const RejectReasonInfo *findRejectReason(QStringView code)
{
    const auto *found =
        std::ranges::find_if(kReasons, [code](const RejectReasonInfo &info) { return code == info.code; });
    return found == kReasons.end() ? nullptr : found;
}
