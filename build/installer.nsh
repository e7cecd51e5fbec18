; What the uninstaller does beyond electron-builder's own (app-builder-lib: templates/nsis/uninstaller.nsh): it takes back
; what the app itself wrote into the registry, as far as it points at this installation.

!macro customUnInstall
  ; An update runs the uninstaller of the version before it: then the links stay with the app.
  ${ifNot} ${isUpdated}
    !insertmacro releaseLinks "cloudlink"
    !insertmacro releaseLinks "meetkeep"
    !insertmacro removeNotificationActivators
    !insertmacro removeStartAtLogin
  ${endIf}
!macroend

; The user has claimed links in the settings (main/shell/links/link-schemes.ts). Electron wrote `"program" -- "%1"` for
; this user only, even if all users may use the program (Electron: shell/browser/browser_win.cc,
; SetAsDefaultProtocolClient), and this removes what Electron would remove (RemoveAsDefaultProtocolClient): another
; program's icon stays.
!macro releaseLinks SCHEME
  Push $R0
  Push $R1
  Push $R2
  StrCpy $R1 `"$INSTDIR\${APP_EXECUTABLE_FILENAME}" `
  StrLen $R2 $R1
  ReadRegStr $R0 HKCU "Software\Classes\${SCHEME}\shell\open\command" ""
  StrCpy $R0 $R0 $R2
  ; Paths of Windows know no case, and neither does this comparison.
  ${if} $R0 == $R1
    DeleteRegKey HKCU "Software\Classes\${SCHEME}\shell"
    DeleteRegValue HKCU "Software\Classes\${SCHEME}" "URL Protocol"
    DeleteRegValue HKCU "Software\Classes\${SCHEME}" ""
    DeleteRegKey /ifempty HKCU "Software\Classes\${SCHEME}"
  ${endIf}
  Pop $R2
  Pop $R1
  Pop $R0
!macroend

; With the first notification Electron registers the program under a class identifier: ours (main/shell/identity.ts), or
; one made up there and then (Electron: windows_toast_activator.cc, EnsureCLSIDRegistry). Each is looked at.
!macro removeNotificationActivators
  Push $R0
  Push $R1
  Push $R2
  StrCpy $R0 0
  ${do}
    EnumRegKey $R1 HKCU "Software\Classes\CLSID" $R0
    ${if} $R1 == ""
      ${break}
    ${endIf}
    ReadRegStr $R2 HKCU "Software\Classes\CLSID\$R1\LocalServer32" ""
    ${if} $R2 == "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
      DeleteRegKey HKCU "Software\Classes\CLSID\$R1"
    ${else}
      ; One that was deleted makes room for the next at the same place.
      IntOp $R0 $R0 + 1
    ${endIf}
  ${loop}
  Pop $R2
  Pop $R1
  Pop $R0
!macroend

; The user has let the app start at login (main/shell/background/login-item.ts). Electron wrote the command under the
; app's ID, with quotes only around a path that needs them (Electron: browser_win.cc, SetLoginItemSettings).
!macro removeStartAtLogin
  Push $R0
  ReadRegStr $R0 HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "com.meetkeep.app"
  ${if} $R0 == `"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --at-login`
    StrCpy $R0 `$INSTDIR\${APP_EXECUTABLE_FILENAME} --at-login`
  ${endIf}
  ${if} $R0 == `$INSTDIR\${APP_EXECUTABLE_FILENAME} --at-login`
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "com.meetkeep.app"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "com.meetkeep.app"
  ${endIf}
  Pop $R0
!macroend
