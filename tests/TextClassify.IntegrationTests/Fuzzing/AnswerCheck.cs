using System.Text;
using System.Text.Json;

namespace TextClassify.Fuzzing;

/// <summary>What every answer must be, whatever was asked.</summary>
internal static class AnswerCheck
{
    /// <summary>The server's own refusals of what it can't read; they stand at no operation.</summary>
    private static readonly int[] OfTheServer = [400, 405, 408, 411, 413, 414, 417, 431];

    /// <summary>Null when the answer is as the document and HTTP ask.</summary>
    public static string? Fault(FuzzRequest request, RawAnswer? answer)
    {
        if (answer is null)
        {
            return request.Whole ? "The connection was closed without an answer." : null;
        }

        if (answer.Status >= 500 && !IsOwnDeadline(answer) && !IsBudget(answer) && !IsUnrecorded(answer))
        {
            return $"{answer.Status}: {Encoding.UTF8.GetString(answer.Body)}";
        }

        if (request is { Whole: true, Operation: { } operation } && !operation.Statuses.Contains(answer.Status))
        {
            return $"{operation.Method} {operation.Path} answers {answer.Status}, which the document does not name.";
        }

        if (request.Head)
        {
            return null;
        }

        if (answer.Status >= 400 && answer.Body.Length == 0)
        {
            return OfTheServer.Contains(answer.Status) && (!request.Whole || request.Operation is null)
                ? null
                : $"{answer.Status} without a body.";
        }

        return Unreadable(answer);
    }

    /// <summary>A caller who asks for an answer within a millisecond may hear that there was none: the one failure of that kind that a
    /// request can ask for.</summary>
    private static bool IsOwnDeadline(RawAnswer answer) =>
        answer.Status == 504 && answer.Body.AsSpan().IndexOf("\"urn:textclassify:deadline-exceeded\""u8) >= 0;

    /// <summary>Requests under way may hold as much as they may together, and the next one is told so and when to come back.</summary>
    private static bool IsBudget(RawAnswer answer) =>
        answer.Status == 503 && answer.Body.AsSpan().IndexOf("\"urn:textclassify:memory-full\""u8) >= 0;

    /// <summary>The service under test records nothing, and a caller may ask for an answer only with its record.</summary>
    private static bool IsUnrecorded(RawAnswer answer) =>
        answer.Status == 503 && answer.Body.AsSpan().IndexOf("\"urn:textclassify:recording-unavailable\""u8) >= 0;

    private static string? Unreadable(RawAnswer answer)
    {
        string type = answer.MediaType.Split(';')[0];
        try
        {
            switch (type)
            {
                case "application/problem+json":
                    var problem = JsonElement.Parse(answer.Body);
                    bool right = problem.GetProperty("status").GetInt32() == answer.Status
                        && problem.GetProperty("type").GetString()!.StartsWith("urn:textclassify:", StringComparison.Ordinal);
                    return right ? null : $"{answer.Status} with the problem {problem}.";
                case "application/json":
                    JsonElement.Parse(answer.Body);
                    return null;
                case "application/x-ndjson":
                    foreach (string line in Encoding.UTF8.GetString(answer.Body).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        JsonElement.Parse(line);
                    }

                    return null;
                default:
                    return answer.Status >= 400 ? $"{answer.Status} of the media type '{type}'." : null;
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{answer.Status} with a body that is not {type}: {exception.Message}";
        }
    }
}
