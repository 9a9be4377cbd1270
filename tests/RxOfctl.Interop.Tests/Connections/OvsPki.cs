using RxOfctl.Connections;
using RxOfctl.Interop.Tests.Ovs;

namespace RxOfctl.Interop.Tests.Connections;

/// <summary>Certificates of ovs-pki, as the documentation of Open vSwitch says to make them: of two authorities, for switches and for controllers.</summary>
public sealed class OvsPki : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pki-");

    /// <summary>Why a test that needs ovs-pki cannot run here; null where it can.</summary>
    public static string? ReasonToSkip { get; } = OvsTools.ReasonToSkip
        ?? (File.Exists("/usr/bin/ovs-pki") ? null : "ovs-pki is not installed here. Install openvswitch-pki.");

    /// <summary>What a controller is to be given.</summary>
    public TlsOptions Controller => TlsOptions.FromPemFiles(InDirectory("ctl-cert.pem"), InDirectory("ctl-privkey.pem"), InDirectory("pki/switchca/cacert.pem"));

    /// <summary>The options of rxofctl and ovs-ofctl for the same.</summary>
    public string[] ToolOptions => ["-p", InDirectory("ctl-privkey.pem"), "-c", InDirectory("ctl-cert.pem"), "-C", InDirectory("pki/switchca/cacert.pem")];

    /// <summary>The arguments of ovs-vsctl that give the switch its key and certificate.</summary>
    public string[] SetSsl => ["set-ssl", InDirectory("sw-privkey.pem"), InDirectory("sw-cert.pem"), InDirectory("pki/controllerca/cacert.pem")];

    /// <summary>What makes the switch show a certificate that is not one of a switch.</summary>
    public string[] SetWrongSsl => ["set-ssl", InDirectory("ctl-privkey.pem"), InDirectory("ctl-cert.pem"), InDirectory("pki/controllerca/cacert.pem")];

    /// <summary>Makes the certificates, which takes a second or more.</summary>
    public async Task InitializeAsync()
    {
        if (ReasonToSkip is not null)
            return;
        const string script = """
            set -e
            cd "$1"
            make() { ovs-pki --dir="$PWD/pki" --log="$PWD/log" "$@" >out 2>&1 || { cat out >&2; exit 1; }; }
            make init
            make -u req+sign sw switch
            make -u req+sign ctl controller
            """;
        (await Command.RunAsync("sh", ["-c", script, "sh", _directory.FullName])).OutputOrThrow();
    }

    public Task DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private string InDirectory(string name) => Path.Combine(_directory.FullName, name);
}

/// <summary>A fact about a real Open vSwitch and its certificates. It is skipped, with the reason, where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OvsPkiFactAttribute : FactAttribute
{
    public OvsPkiFactAttribute() => Skip = OvsPki.ReasonToSkip;
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OvsPkiTheoryAttribute : TheoryAttribute
{
    public OvsPkiTheoryAttribute() => Skip = OvsPki.ReasonToSkip;
}
