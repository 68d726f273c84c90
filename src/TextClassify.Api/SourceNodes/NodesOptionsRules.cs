using TextClassify.Models;

namespace TextClassify.Api.SourceNodes;

/// <summary>What would keep every node from being asked is told at the start.</summary>
internal sealed class NodesOptionsRules : IValidateOptions<NodesOptions>
{
    public ValidateOptionsResult Validate(string? name, NodesOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Url.Length == 0)
        {
            if (options.Models.Length > 0)
            {
                result.AddError(
                    $"Nodes:Models is '{options.Models}' and Nodes:Url is empty: name the broker, as in nats://localhost:4222.");
            }

            return result.Build();
        }

        foreach (string fault in options.Nats.Faults())
        {
            result.AddError($"Nodes:{fault}");
        }

        if (options.ModelNames.Count == 0)
        {
            result.AddError("Nodes:Url names a broker and Nodes:Models no model that it is for.");
        }

        foreach (string model in options.ModelNames.Where(model => !PackageNames.IsModelName(model)))
        {
            result.AddError($"Nodes:Models has '{PackageNames.Printable(model)}'; a model's name is {PackageNames.ModelNameRule}.");
        }

        if (options.Inbox.Length == 0 || options.Inbox.AsSpan().ContainsAny(' ', '*', '>'))
        {
            result.AddError($"Nodes:Inbox is '{options.Inbox}'; it must be a subject such as _INBOX.textclassify.");
        }

        return result.Build();
    }
}
