using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace TextClassify.Training.Tests.Nets;

/// <summary>
/// What an assembly refers to by name, read from its metadata: whatever the source looks like, a call that is compiled is seen.
/// </summary>
internal static partial class ConvolutionReferences
{
    /// <summary>Names of libtorch's convolutions that the assembly calls.</summary>
    public static string[] Of(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MemberReferences.Select(handle => metadata.GetString(metadata.GetMemberReference(handle).Name))
                .Concat(metadata.TypeReferences.Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Name)))
                .Where(name => Convolution().IsMatch(name))
                .Distinct(),
        ];
    }

    [GeneratedRegex("^_?conv(olution)?(_?transpose)?([123]d)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Convolution();
}
