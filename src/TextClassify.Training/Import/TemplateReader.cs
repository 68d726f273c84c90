namespace TextClassify.Training.Import;

/// <summary>Reads which tokens a tokenizer puts around a text.</summary>
internal static class TemplateReader
{
    /// <param name="processor">
    /// The <c>post_processor</c> of <c>tokenizer.json</c>; null where there is none, which puts nothing there.
    /// </param>
    public static (string[] Prefix, string[] Suffix)? Read(JsonPart? processor)
    {
        if (processor is null)
        {
            return ([], []);
        }

        var kind = processor["type"] ?? throw processor.Unknown("a post_processor has a type");
        switch (kind.Text())
        {
            case "BertProcessing" or "RobertaProcessing":
                return ([First(processor["cls"])], [First(processor["sep"])]);
            case "TemplateProcessing":
                return Template(processor["single"] ?? throw processor.Unknown("a template has a single"));
            case "ByteLevel":
                return ([], []);
            default:
                throw kind.Unknown("BertProcessing, RobertaProcessing, TemplateProcessing and ByteLevel can be imported");
        }

        // A pair of a name and an id.
        string First(JsonPart? pair) => (pair?.Items().FirstOrDefault() ?? throw processor.Unknown("it has cls and sep")).Text();
    }

    private static (string[], string[]) Template(JsonPart single)
    {
        List<string> prefix = [], suffix = [];
        bool behind = false;
        foreach (var item in single.Items())
        {
            if (item["Sequence"] is not null)
            {
                behind = true;
            }
            else
            {
                var token = item["SpecialToken"]?["id"] ?? throw item.Unknown("a template has a Sequence and SpecialTokens");
                (behind ? suffix : prefix).Add(token.Text());
            }
        }

        return ([.. prefix], [.. suffix]);
    }
}
