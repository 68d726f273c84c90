using System.Text;
using TextClassify.Language;

namespace TextClassify.Api.Language;

/// <summary>Writes what a model writes as it comes: events named text, the last named final.</summary>
internal sealed partial class GenerateEvents(ILogger<GenerateEvents> logger)
{
    // The first characters come one by one; later ones together, so that not each is a write to the socket.
    private const int MostTogether = 16;

    /// <summary>Ends with the text, or with the caller's connection.</summary>
    public async Task WriteAsync(
        HttpContext http, ICharacterModel model, GenerationRequest request, int unknown, CancellationToken cancellationToken)
    {
        http.Response.ContentType = MediaTypes.Events;
        http.Response.Headers.CacheControl = "no-store";
        using var writer = new EventWriter(http.Response.BodyWriter);
        var whole = new StringBuilder();
        int sent = 0, together = 1;
        try
        {
            var (characters, end) = await Generation.RunAsync(model.Pass, model.Vocabulary, request, TakeAsync, cancellationToken);
            await SendAsync(cancellationToken);
            await writer.WriteAsync(
                "final",
                TextWriting.Response(model, whole.ToString(), characters, end, unknown),
                LanguageJson.Default.GenerateResponse,
                cancellationToken);
        }
        catch (Exception exception) when (http.Response.HasStarted
            && exception is not OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            // The status is long sent: the failure takes the last event's place.
            Log.Cut(logger, exception);
            await writer.WriteAsync(
                "error", ItemError.From(InferenceProblems.Of(exception)), ProblemJson.Default.ItemError, cancellationToken);
        }

        async ValueTask TakeAsync(string text, CancellationToken token)
        {
            whole.Append(text);
            if (whole.Length - sent >= together)
            {
                together = Math.Min(2 * together, MostTogether);
                await SendAsync(token);
            }
        }

        async ValueTask SendAsync(CancellationToken token)
        {
            if (whole.Length > sent)
            {
                string text = whole.ToString(sent, whole.Length - sent);
                sent = whole.Length;
                await writer.WriteAsync("text", new GenerateEvent(text), LanguageJson.Default.GenerateEvent, token);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1203, Level = LogLevel.Error, Message = "A generation was cut.")]
        public static partial void Cut(ILogger logger, Exception exception);
    }
}
