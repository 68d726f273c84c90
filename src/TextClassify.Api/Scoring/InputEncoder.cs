using TextClassify.Api.Contracts;
using TextClassify.Api.Hosting;
using TextClassify.Api.Problems;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Scoring;

internal static class InputEncoder
{
    /// <summary>Encodes every input. A bare text that fails is the request's own failure.</summary>
    public static (EncodedInput[] Inputs, Problem? Problem) Encode(LoadedModel model, InputList list, LimitsOptions limits)
    {
        var inputs = new EncodedInput[list.Items.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Encode(model, list.Items[i], limits);
            if (inputs[i].Problem is { } problem)
            {
                inputs[i] = inputs[i] with { Problem = problem with { Where = Where(list, i, problem) } };
            }
        }

        return (inputs, list.Single ? inputs[0].Problem : null);
    }

    public static EncodedInput Encode(LoadedModel model, InputItem item, LimitsOptions limits)
    {
        if (item.Problem is not null)
        {
            return new EncodedInput(item, null, item.Problem);
        }

        if (item.Aspect is not null)
        {
            return Refuse(item, ProblemTypes.AspectNotSupported, $"The model {model.Manifest.Name} takes no aspect; leave it out.", "aspect");
        }

        if (item.Text.Length > limits.MaxTextLength)
        {
            var problem = new Problem(
                ProblemTypes.TextTooLong, $"The text has {item.Text.Length} UTF-16 code units; the limit is {limits.MaxTextLength}.")
            {
                Limit = limits.MaxTextLength,
                Where = "text",
            };
            return new EncodedInput(item, null, problem);
        }

        var text = model.Encoder.Encode(item.Text);
        return text.Length > 0
            ? new EncodedInput(item, text, null)
            : Refuse(item, ProblemTypes.EmptyText, "The text must hold at least one word, number or sign.", "text");
    }

    private static EncodedInput Refuse(InputItem item, ProblemType type, string detail, string property) =>
        new(item, null, new Problem(type, detail) { Where = property });

    private static string Where(InputList list, int index, Problem problem)
    {
        // What the reader noted has its whole path already.
        if (ReferenceEquals(list.Items[index].Problem, problem))
        {
            return problem.Where!;
        }

        string item = list.Single ? "inputs" : $"inputs[{index}]";
        return list.Items[index].Bare ? item : $"{item}.{problem.Where}";
    }
}
