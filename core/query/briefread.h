// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/jobthread.h"
#include "core/query/readconnection.h"
#include "core/storage/storage.h"

/// Answers with the result of `read(database)` in `thread`, over a connection that is opened for it and
/// closed behind it: the next such question is far off, and the file may be another one by then. All must
/// outlive the answer. Errors: those of Storage::checkFileInPlace(), of opening the file, of `read`.
template <typename T, typename Read>
Asking askBriefly(JobThread &thread, Storage &storage, ReadConnection &connection, const AskContext &who,
                  Answer<T> answer, Read read)
{
    return thread.ask<T>(who, std::move(answer),
                         [&storage, &connection, read = std::move(read)](const Asked<T> &) -> Result<T> {
                             const Result<void> inPlace = storage.checkFileInPlace();
                             const Result<void> opened = inPlace ? connection.open() : inPlace;
                             Result<T> found = opened ? Result<T>(read(connection.database()))
                                                      : opened.error();
                             connection.close();
                             return found;
                         });
}
