using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace TextClassify.Api.Trainings;

/// <summary>Takes a file of rows to the disk, as it comes and in whatever encoding: the program looks at it.</summary>
internal static class TrainingUpload
{
    private static readonly (string MediaType, string Ending)[] Forms =
    [
        ("text/csv", ".csv"), ("text/tab-separated-values", ".tsv"), ("application/jsonl", ".jsonl"), (MediaTypes.Ndjson, ".jsonl"),
    ];

    public static IEnumerable<string> MediaTypesRead => Forms.Select(form => form.MediaType);

    /// <summary>The ending that the file is to have.</summary>
    public static Outcome<string> EndingOf(HttpRequest request)
    {
        if (MediaTypes.CheckCoding(request) is { } coded)
        {
            return coded;
        }

        string given = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.ToString() : "";
        return Array.Find(Forms, form => form.MediaType.Equals(given, StringComparison.OrdinalIgnoreCase)).Ending is { } ending
            ? ending
            : new Problem(
                ProblemTypes.UnsupportedMediaType,
                $"Content-Type must be one of {string.Join(", ", MediaTypesRead)}; it says how the rows are written.")
            {
                Where = HeaderNames.ContentType,
            };
    }

    /// <summary>Writes the body to a file; null when all of it is there.</summary>
    /// <exception cref="TrainingDiskException">The file can't be written.</exception>
    public static async Task<Problem?> SaveAsync(HttpRequest request, string path, long most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return TooLarge(most);
        }

        await using var file = TrainingDiskException.Guard(() => new FileStream(path, FileMode.CreateNew, FileAccess.Write));
        var body = request.BodyReader;
        long length = 0;
        while (true)
        {
            var read = await body.ReadBodyAsync(cancellationToken);
            length += read.Buffer.Length;
            if (length > most)
            {
                body.AdvanceTo(read.Buffer.End);
                return TooLarge(most);
            }

            await TrainingDiskException.GuardAsync(() => WriteAsync(file, read.Buffer, cancellationToken));
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                await TrainingDiskException.GuardAsync(() => file.FlushAsync(cancellationToken));
                return length > 0 ? null : new Problem(ProblemTypes.BadRequest, "The body is empty; send the file of rows.");
            }
        }
    }

    private static async Task WriteAsync(FileStream file, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        foreach (var segment in bytes)
        {
            await file.WriteAsync(segment, cancellationToken);
        }
    }

    private static Problem TooLarge(long most) =>
        new(ProblemTypes.BodyTooLarge, $"The file is larger than {most} bytes (Training:MaxBytes); send fewer rows.") { Limit = most };
}
