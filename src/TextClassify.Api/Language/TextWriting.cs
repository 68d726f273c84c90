using System.Text;
using TextClassify.Language;

namespace TextClassify.Api.Language;

/// <summary>Writes on from prompts.</summary>
internal static class TextWriting
{
    /// <summary>The request with its defaults, and how many characters of the prompt are not known.</summary>
    public static (GenerationRequest Request, int Unknown) Plan(ICharacterModel model, GenerateRequest request)
    {
        var prompt = TextRow.Of(model.Vocabulary, request.Prompt ?? "", []);
        var sampling = new SamplingOptions(request.Temperature ?? 1, request.TopK ?? 0, request.TopP ?? 1, request.Seed ?? 0);
        return (new GenerationRequest(
            prompt.Ids, request.Length ?? GenerateRequest.DefaultLength, sampling, request.Stop ?? []), prompt.Unknown);
    }

    public static async Task<GenerateResponse> WriteAsync(
        ICharacterModel model, GenerationRequest request, int unknown, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var (characters, end) = await Generation.RunAsync(
            model.Pass,
            model.Vocabulary,
            request,
            (piece, _) => { text.Append(piece); return ValueTask.CompletedTask; },
            cancellationToken);
        return Response(model, text.ToString(), characters, end, unknown);
    }

    public static GenerateResponse Response(ICharacterModel model, string text, int characters, GenerationEnd end, int unknown) => new(
        ModelLookup.Reference(model),
        text,
        characters,
        end switch { GenerationEnd.Length => "length", GenerationEnd.Stop => "stop", _ => "edge" },
        unknown);
}
