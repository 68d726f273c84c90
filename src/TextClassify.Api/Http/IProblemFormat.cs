namespace TextClassify.Api.Http;

/// <summary>How problems are written below a path whose protocol has its own form.</summary>
internal interface IProblemFormat
{
    PathString Prefix { get; }

    /// <summary>The status and the headers are set.</summary>
    Task WriteAsync(HttpResponse response, Problem problem);
}
