// A hosted controller. The app forgets to subscribe, which the analyzer in the package reports.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddOpenFlowController().AddOpenFlowApp<ForgetfulApp>();
await builder.Build().RunAsync();

internal sealed class ForgetfulApp(OpenFlowController controller) : IOpenFlowApp
{
    public IDisposable Start() => controller.Datapaths.Connect().OnItemAdded(datapath => datapath.SendMsg(new FlowMod())).Subscribe();
}
