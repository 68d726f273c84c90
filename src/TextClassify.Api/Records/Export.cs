using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Records;

/// <summary>Answers as files, by what the caller accepts.</summary>
internal static class Export
{
    public const string Csv = "text/csv";
    public const string Parquet = "application/vnd.apache.parquet";

    /// <summary>The form that the caller would have; null for a page of JSON.</summary>
    public static ExportFormat? FormatOf(HttpRequest request) =>
        MediaTypes.Choose(request, MediaTypes.Json, MediaTypes.Ndjson, Csv, Parquet) switch
        {
            MediaTypes.Ndjson => ExportFormat.Ndjson,
            Csv => ExportFormat.Csv,
            Parquet => ExportFormat.Parquet,
            _ => null,
        };

    /// <summary>Sends a file that goes when it is closed: after its last byte, or when the caller is gone.</summary>
    public static IResult Send(HttpContext http, FileStream file, ExportFormat format, string name)
    {
        // It lasts as long as its bytes.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        http.Response.Headers.CacheControl = "no-store";
        var (type, suffix) = format switch
        {
            ExportFormat.Ndjson => (MediaTypes.Ndjson, "ndjson"),
            ExportFormat.Csv => (Csv + "; charset=utf-8", "csv"),
            _ => (Parquet, "parquet"),
        };
        return TypedResults.Stream(file, type, $"{name}.{suffix}");
    }
}
